package org.havendesk.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of accounts, and of what is known of their owners until they are installed. */
@Component
class AccountRows {
    private static final String COLUMNS = "id, subdomain, name, status, language, timezone, region, progress";

    private final JdbcClient db;
    private final String host;

    AccountRows(JdbcClient db, @Value("${havendesk.host}") String host) {
        this.db = db;
        this.host = host;
    }

    /** Who asked for an account that is not installed yet, and which steps are done. */
    record Pending(String ownerName, EmailAddress ownerEmail, List<String> done) {}

    /** @return false when the subdomain is another account's */
    boolean add(TenantId tenant, Wanted wanted, byte[] buildingHash, Instant now) {
        return db.sql("""
                INSERT INTO account (id, subdomain, name, status, language, timezone, region, building_hash, created_at)
                VALUES (:id, :subdomain, :name, 'installing', :language, :timezone, :region, :hash, :now)
                    ON CONFLICT (subdomain) DO NOTHING
                """)
                        .param("id", tenant.value())
                        .param("subdomain", wanted.subdomain())
                        .param("name", wanted.name())
                        .param("language", wanted.language())
                        .param("timezone", wanted.timezone())
                        .param("region", wanted.region())
                        .param("hash", buildingHash)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void addPending(TenantId tenant, Wanted wanted, Instant now) {
        db.sql("""
                INSERT INTO account_installation (tenant_id, owner_name, owner_email, created_at)
                VALUES (:tenant, :name, :email, :now)
                """)
                .param("tenant", tenant.value())
                .param("name", wanted.ownerName())
                .param("email", wanted.ownerEmail().value())
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Pending> pending(TenantId tenant) {
        return db.sql("SELECT owner_name, owner_email, done FROM account_installation WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> new Pending(
                        row.getString("owner_name"), new EmailAddress(row.getString("owner_email")), List.of((String[])
                                row.getArray("done").getArray())))
                .optional();
    }

    void stepDone(TenantId tenant, String step) {
        db.sql("UPDATE account_installation SET done = array_append(done, :step) WHERE tenant_id = :tenant")
                .param("step", step)
                .param("tenant", tenant.value())
                .update();
    }

    void progressed(TenantId tenant, int progress) {
        db.sql("UPDATE account SET progress = greatest(progress, :progress) WHERE id = :id")
                .param("progress", progress)
                .param("id", tenant.value())
                .update();
    }

    /** @return false when it was active before */
    boolean activate(TenantId tenant, Instant now) {
        db.sql("DELETE FROM account_installation WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .update();
        return db.sql("""
                UPDATE account SET status = 'active', progress = 100, activated_at = :now
                 WHERE id = :id AND status = 'installing'
                """)
                        .param("now", Timestamp.from(now))
                        .param("id", tenant.value())
                        .update()
                == 1;
    }

    void describe(TenantId tenant, String name, String language, String timezone) {
        db.sql("UPDATE account SET name = :name, language = :language, timezone = :timezone WHERE id = :id")
                .param("name", name)
                .param("language", language)
                .param("timezone", timezone)
                .param("id", tenant.value())
                .update();
    }

    Optional<Account> byId(TenantId tenant) {
        return db.sql("SELECT " + COLUMNS + " FROM account WHERE id = :id")
                .param("id", tenant.value())
                .query((row, line) -> account(row))
                .optional();
    }

    Optional<Account> bySubdomain(String subdomain) {
        return db.sql("SELECT " + COLUMNS + " FROM account WHERE subdomain = :subdomain")
                .param("subdomain", subdomain)
                .query((row, line) -> account(row))
                .optional();
    }

    Optional<Building> byBuildingHash(byte[] hash) {
        return db.sql("SELECT " + COLUMNS + " FROM account WHERE building_hash = :hash")
                .param("hash", hash)
                .query((row, line) -> new Building(account(row), row.getInt("progress")))
                .optional();
    }

    /** Whoever comes second finds nothing. */
    Optional<Account> spendBuildingHash(byte[] hash) {
        return db.sql(
                        "UPDATE account SET building_hash = NULL WHERE building_hash = :hash AND status = 'active' RETURNING "
                                + COLUMNS)
                .param("hash", hash)
                .query((row, line) -> account(row))
                .optional();
    }

    /** Active accounts in the order of their ids. */
    List<TenantId> active(@Nullable TenantId after, int limit) {
        return db.sql("SELECT id FROM account WHERE status = 'active' AND id > :after ORDER BY id LIMIT :limit")
                .param("after", after == null ? new UUID(0, 0) : after.value())
                .param("limit", limit)
                .query((row, line) -> new TenantId(row.getObject("id", UUID.class)))
                .list();
    }

    List<TenantId> kept() {
        return db.sql("SELECT id FROM account WHERE status <> 'deleted' ORDER BY id")
                .query((row, line) -> new TenantId(row.getObject("id", UUID.class)))
                .list();
    }

    List<Account> newest(int limit) {
        return db.sql("SELECT " + COLUMNS + " FROM account ORDER BY created_at DESC, id DESC LIMIT :limit")
                .param("limit", limit)
                .query((row, line) -> account(row))
                .list();
    }

    boolean any() {
        return db.sql("SELECT EXISTS (SELECT FROM account)")
                .query(Boolean.class)
                .single();
    }

    /** Held until the transaction ends: of several that want to make the very first account, one does. */
    void lockFirst() {
        db.sql("SELECT pg_advisory_xact_lock(hashtext('havendesk:first-account'))")
                .query((row, line) -> true)
                .single();
    }

    private Account account(ResultSet row) throws SQLException {
        var subdomain = row.getString("subdomain");
        return new Account(
                new TenantId(row.getObject("id", UUID.class)),
                subdomain,
                subdomain + "." + host,
                row.getString("name"),
                AccountStatus.of(row.getString("status")),
                row.getString("language"),
                row.getString("timezone"),
                row.getString("region"));
    }
}
