package org.havendesk.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of incoming mail do again and again: bring a mail, wait until it is handled, look what became of it. */
final class Post {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SmtpListener listener;
    private final Addresses addresses;
    private final Files files;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Post(
            SmtpListener listener,
            Addresses addresses,
            Files files,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.listener = listener;
        this.addresses = addresses;
        this.files = files;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Gives an account its built-in address, which is returned. */
    String open(Cast.Acme account) {
        as(account.tenant(), () -> {
            addresses.install(account.tenant());
            return true;
        });
        return support(account);
    }

    String support(Cast.Acme account) {
        return "support@" + account.subdomain() + ".localhost";
    }

    SmtpTalk talk() throws IOException {
        var talk = new SmtpTalk(listener.port());
        talk.say("EHLO mail.example.org");
        return talk;
    }

    /** The first words of the listener on a new connection. */
    String greeting() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(10_000);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    /** The bytes of the account's newest mail, as they are kept. */
    byte[] source(Cast.Acme account) {
        var mail = mails(account).getLast();
        var file = FileId.of(mail.getOrDefault("file_id", ""));
        var packed = as(account.tenant(), () -> files.read(account.tenant(), file));
        return RawMail.unpack(packed, Long.parseLong(mail.getOrDefault("size", "0")));
    }

    /** Brings a mail by SMTP and waits until it is handled. */
    void bring(Cast.Acme account, String mail) throws IOException {
        bring(account, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), support(account));
    }

    /** Brings a mail with these lines before its text, and a text of no matter. */
    void bringHead(Cast.Acme account, String head) throws IOException {
        bring(account, head + "Date: Mon, 20 Jul 2026 10:00:00 +0000\n\nIt should have come on Monday.\n");
    }

    void bring(Cast.Acme account, byte[] mail, String... recipients) throws IOException {
        bringFrom("maria@example.org", account, mail, recipients);
    }

    /** @param envelope whose mail it is as the server before us says; may be empty */
    void bringFrom(String envelope, Cast.Acme account, byte[] mail, String... recipients) throws IOException {
        try (var talk = talk()) {
            var answer = talk.deliver(envelope, mail, recipients);
            if (!answer.startsWith("250")) {
                throw new AssertionError("Not taken: " + answer);
            }
        }
        waitUntilHandled(account.tenant());
    }

    void waitUntilHandled(TenantId tenant) {
        waitUntil(() -> count(tenant, "SELECT count(*) FROM inbound_mail WHERE state = 'received'") == 0);
    }

    static void waitUntil(BooleanSupplier it) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!it.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true in " + PATIENCE);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    long count(TenantId tenant, String sql) {
        return as(tenant, () -> db.sql(sql).query(Long.class).single());
    }

    /** Each row's values as text, an absent one as nothing. */
    List<Map<String, String>> rows(TenantId tenant, String sql) {
        return as(
                tenant,
                () -> db.sql(sql)
                        .query((row, line) -> {
                            var columns = new LinkedHashMap<String, String>();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                columns.put(row.getMetaData().getColumnName(i), Objects.toString(row.getObject(i), ""));
                            }
                            return (Map<String, String>) columns;
                        })
                        .list());
    }

    /** The tickets of an account, the oldest first. */
    List<Map<String, String>> tickets(Cast.Acme account) {
        return rows(account.tenant(), "SELECT * FROM ticket ORDER BY created_at, id");
    }

    List<Map<String, String>> messages(Cast.Acme account) {
        return rows(account.tenant(), "SELECT * FROM message ORDER BY at, id");
    }

    List<Map<String, String>> mails(Cast.Acme account) {
        return rows(account.tenant(), "SELECT * FROM inbound_mail ORDER BY received_at, id");
    }

    <T> T as(TenantId tenant, Supplier<T> work) {
        return Tenants.as(tenant, () -> transaction.execute(state -> work.get()));
    }
}
