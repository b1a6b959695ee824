package org.havendesk.agents;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ten codes on paper that each let an agent in once without their device. They are short enough to type, so what is kept of
 * them is hashed with a key of the account: who steals the database alone cannot try them out.
 */
@Component
class RecoveryCodes {
    static final int MANY = 10;

    /** Without letters that look like digits, so that what was written by hand can be read. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Keys keys;

    RecoveryCodes(JdbcClient db, Keys keys) {
        this.db = db;
        this.keys = keys;
    }

    /** Ten new ones; those from before work no more. */
    List<String> replace(TenantId tenant, AgentId agent) {
        forget(tenant, agent);
        var codes = Stream.generate(RecoveryCodes::next).distinct().limit(MANY).toList();
        codes.forEach(code -> db.sql(
                        "INSERT INTO agent_recovery_code (tenant_id, agent_id, code_hash) VALUES (:tenant, :agent, :hash)")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("hash", hash(tenant, agent, code))
                .update());
        return codes;
    }

    /** Whether this is one of them; it works no more then. */
    boolean use(TenantId tenant, AgentId agent, String typed) {
        return db.sql(
                                "DELETE FROM agent_recovery_code WHERE tenant_id = :tenant AND agent_id = :agent AND code_hash = :hash")
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .param("hash", hash(tenant, agent, typed))
                        .update()
                == 1;
    }

    int left(TenantId tenant, AgentId agent) {
        return db.sql("SELECT count(*) FROM agent_recovery_code WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(Integer.class)
                .single();
    }

    void forget(TenantId tenant, AgentId agent) {
        db.sql("DELETE FROM agent_recovery_code WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .update();
    }

    private byte[] hash(TenantId tenant, AgentId agent, String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return keys.sign(tenant, "recovery-code", (agent + " " + plain).getBytes(StandardCharsets.UTF_8));
    }

    private static String next() {
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            code.append(i == LENGTH / 2 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
