package org.havendesk.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Keys;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores files, each encrypted with its account's key. Small ones are committed with the row; large ones are flushed to
 * the data folder before it, so that a committed row always has its bytes.
 */
@Service
@Transactional
public class Files {
    /** Up to this many bytes a file lies in its row. */
    static final int IN_ROW = 64 * 1024;

    private final JdbcClient db;
    private final Writes writes;
    private final Keys keys;
    private final Clock clock;
    private final Path folder;

    Files(JdbcClient db, Writes writes, Keys keys, Clock clock, @Value("${havendesk.data}") Path data) {
        this.db = db;
        this.writes = writes;
        this.keys = keys;
        this.clock = clock;
        this.folder = data.resolve("files");
    }

    /** Stores bytes that something in the same transaction refers to. */
    public FileId keep(TenantId tenant, byte[] bytes, String name, String type) {
        return put(tenant, bytes, name, type, true);
    }

    /** Stores bytes that nothing refers to yet: they go away after a day unless {@link #keep(TenantId, Collection)} is called. */
    public FileId lend(TenantId tenant, byte[] bytes, String name, String type) {
        return put(tenant, bytes, name, type, false);
    }

    /** From now on something refers to these files. */
    public void keep(TenantId tenant, Collection<FileId> files) {
        db.sql("UPDATE file SET kept = true WHERE tenant_id = :tenant AND id = ANY (:ids)")
                .param("tenant", tenant.value())
                .param("ids", files.stream().map(FileId::value).toArray(UUID[]::new))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<StoredFile> find(TenantId tenant, FileId id) {
        return db.sql("SELECT id, name, type, size, kept FROM file WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, line) -> new StoredFile(
                        id, row.getString("name"), row.getString("type"), row.getLong("size"), row.getBoolean("kept")))
                .optional();
    }

    /** @throws NotFound when the account has no such file */
    @Transactional(readOnly = true)
    public byte[] read(TenantId tenant, FileId id) {
        var sealed = db.sql("SELECT sealed, place FROM file WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(this::sealed)
                .optional()
                .orElseThrow(() -> new NotFound("file"));
        return keys.decrypt(tenant, sealed, context(id));
    }

    /** Removes a file for good, its bytes after the commit. */
    public void delete(TenantId tenant, FileId id) {
        db.sql("DELETE FROM file WHERE tenant_id = :tenant AND id = :id RETURNING coalesce(place, '')")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(String.class)
                .optional()
                .filter(place -> !place.isEmpty())
                .ifPresent(place -> afterCommit(() -> remove(folder.resolve(place))));
    }

    /**
     * Removes files that were lent before an instant and that nothing refers to.
     *
     * @return how many, at most 500 at a time
     */
    public int deleteUnused(TenantId tenant, Instant before) {
        var unused = db.sql("""
                SELECT id FROM file
                 WHERE tenant_id = :tenant AND NOT kept AND created_at < :before
                 ORDER BY created_at
                 LIMIT 500
                """)
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(before))
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
        unused.forEach(id -> delete(tenant, new FileId(id)));
        return unused.size();
    }

    private FileId put(TenantId tenant, byte[] bytes, String name, String type, boolean kept) {
        var id = new FileId(Ids.next());
        var sealed = keys.encrypt(tenant, bytes, context(id));
        var inRow = sealed.length <= IN_ROW;
        var place = inRow ? null : write(tenant, id, sealed);
        writes.sql("""
                INSERT INTO file (tenant_id, id, name, type, size, sealed, place, created_at, kept)
                VALUES (:tenant, :id, :name, :type, :size, :sealed, :place, :at, :kept)
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("name", name)
                .param("type", type)
                .param("size", bytes.length)
                .param("sealed", inRow ? sealed : null)
                .param("place", place)
                .param("at", Timestamp.from(clock.instant()))
                .param("kept", kept)
                .later();
        return id;
    }

    private String write(TenantId tenant, FileId id, byte[] sealed) {
        var name = id.toString();
        var place = tenant + "/" + name.substring(name.length() - 2) + "/" + name;
        var target = folder.resolve(place);
        var parent = folder.resolve(tenant.toString()).resolve(name.substring(name.length() - 2));
        try {
            java.nio.file.Files.createDirectories(parent);
            var part = parent.resolve(name + ".part");
            try (var channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var buffer = java.nio.ByteBuffer.wrap(sealed);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            java.nio.file.Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            try (var directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        onRollback(() -> remove(target));
        return place;
    }

    private byte[] sealed(ResultSet row, int line) throws SQLException {
        byte @Nullable [] inRow = row.getBytes("sealed");
        if (inRow != null) {
            return inRow;
        }
        try {
            return java.nio.file.Files.readAllBytes(folder.resolve(row.getString("place")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            java.nio.file.Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String context(FileId id) {
        return "file:" + id;
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private static void onRollback(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    work.run();
                }
            }
        });
    }
}
