package org.havendesk.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of the house. One master key (environment or file) wraps one data key for each account; the data key
 * encrypts files, raw mails and secrets. An account whose data key is destroyed cannot be read any more, from no backup.
 */
@Component
public class Keys {
    private static final int KEY_BYTES = 32;

    private final byte[] master;
    private final Aead wrap;
    private final JdbcClient db;
    private final TransactionTemplate joined;
    private final TransactionTemplate own;
    private final Remembered<TenantId, byte[]> dataKeys = Remembered.sinceLastAsked(Duration.ofMinutes(30), 10_000);

    Keys(
            @Value("${havendesk.master-key:}") String configured,
            @Value("${havendesk.data}") Path data,
            JdbcClient db,
            PlatformTransactionManager transactions)
            throws IOException, GeneralSecurityException {
        this.master = configured.isBlank()
                ? fromFile(data.resolve("master.key"))
                : Base64.getDecoder().decode(configured);
        this.wrap = new AesGcmJce(derive("wrap"));
        this.db = db;
        this.joined = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Encrypts with the account's data key.
     *
     * @param context what it is for; the same must be given to decrypt, so that one ciphertext cannot stand for another
     */
    public byte[] encrypt(TenantId tenant, byte[] plain, String context) {
        try {
            return aead(tenant).encrypt(plain, bytes(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Unreadable when it was made with another key, for another purpose, or was changed */
    public byte[] decrypt(TenantId tenant, byte[] cipher, String context) {
        try {
            return aead(tenant).decrypt(cipher, bytes(context));
        } catch (GeneralSecurityException e) {
            throw new Unreadable();
        }
    }

    /** A keyed hash (HMAC-SHA-256) for signatures that only we can make and check; not bound to an account. */
    public byte[] sign(String purpose, byte[] message) {
        return hmac(derive("sign:" + purpose), message);
    }

    /** A keyed hash with a secret of the account's own: equal input gives equal output, and tells nothing without it. */
    public byte[] sign(TenantId tenant, String purpose, byte[] message) {
        return hmac(hmac(dataKey(tenant), bytes(purpose)), message);
    }

    /** Something that was encrypted cannot be read. */
    public static final class Unreadable extends RuntimeException {
        private Unreadable() {
            super("Cannot be decrypted: other key, other purpose, or changed");
        }
    }

    private Aead aead(TenantId tenant) throws GeneralSecurityException {
        return new AesGcmJce(dataKey(tenant));
    }

    private byte[] dataKey(TenantId tenant) {
        return dataKeys.known(tenant).orElseGet(() -> {
            var key = unwrap(tenant, find(tenant).orElseGet(() -> make(tenant)));
            remember(tenant, key);
            return key;
        });
    }

    /** In the transaction that asks, if there is one: a second connection for each of many would be one too many. */
    private Optional<byte[]> find(TenantId tenant) {
        return Tenants.as(tenant, () -> joined.execute(state -> wrapped(tenant)));
    }

    /** The first key of an account is made by the work that needs it first, and stays or goes with it. */
    private byte[] make(TenantId tenant) {
        return writesHere(tenant) ? insert(tenant) : Tenants.as(tenant, () -> own.execute(state -> insert(tenant)));
    }

    private boolean writesHere(TenantId tenant) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                && tenant.toString()
                        .equals(db.sql("SELECT coalesce(current_setting('app.tenant_id', true), '')")
                                .query(String.class)
                                .single());
    }

    private byte[] insert(TenantId tenant) {
        var fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        db.sql("INSERT INTO tenant_key (tenant_id, wrapped) VALUES (:tenant, :wrapped) ON CONFLICT DO NOTHING")
                .param("tenant", tenant.value())
                .param("wrapped", wrap(tenant, fresh))
                .update();
        return wrapped(tenant).orElseThrow();
    }

    /** A key that this transaction may have made is remembered when it is committed: a rollback takes it away. */
    private void remember(TenantId tenant, byte[] key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            dataKeys.remember(tenant, key);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                dataKeys.remember(tenant, key);
            }
        });
    }

    private Optional<byte[]> wrapped(TenantId tenant) {
        return db.sql("SELECT wrapped FROM tenant_key WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(byte[].class)
                .optional();
    }

    private byte[] wrap(TenantId tenant, byte[] key) {
        try {
            return wrap.encrypt(key, bytes(tenant.toString()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] unwrap(TenantId tenant, byte[] wrapped) {
        try {
            return wrap.decrypt(wrapped, bytes(tenant.toString()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key is not the one that this data was written with", e);
        }
    }

    private byte[] derive(String purpose) {
        return hmac(master, bytes("havendesk:" + purpose));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fromFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, permissions);
            Files.writeString(
                    file, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        }
        return Base64.getDecoder().decode(Files.readString(file).strip());
    }
}
