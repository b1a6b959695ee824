package org.havendesk.testing;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.tickets.Departments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes accounts with the people that all tests know: the owner ada, the agents david (support and sales) and kevin
 * (support only), the customer maria and the stranger eve.
 */
public final class Cast {
    private final JdbcClient db;
    private final Departments departments;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Cast(JdbcClient db, Departments departments, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.departments = departments;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * An account with its people.
     *
     * @param subdomain begins with the word that was asked for and is used by no other account
     */
    public record Acme(
            TenantId tenant,
            String subdomain,
            DepartmentId support,
            DepartmentId sales,
            Agent ada,
            Agent david,
            Agent kevin) {}

    /** A new account that no other test touches. */
    public Acme acme() {
        return account("acme");
    }

    public Acme account(String word) {
        var tenant = empty(word);
        return Tenants.as(tenant, () -> transaction.execute(state -> people(tenant, subdomain(word, tenant))));
    }

    /** An account in which nobody works yet. */
    public TenantId empty(String word) {
        var tenant = new TenantId(Ids.next());
        db.sql("""
                INSERT INTO account (id, subdomain, name, status, progress, created_at, activated_at)
                VALUES (:id, :subdomain, 'Acme', 'active', 100, :at, :at)
                """)
                .param("id", tenant.value())
                .param("subdomain", subdomain(word, tenant))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return tenant;
    }

    private static String subdomain(String word, TenantId tenant) {
        return word + "-" + tenant.toString().substring(28);
    }

    private Acme people(TenantId tenant, String subdomain) {
        var support = departments.install(tenant, "Support");
        var sales = departments.install(tenant, "Sales");
        var all = EnumSet.allOf(Permission.class);
        var ada = agent(tenant, "Ada Owner", "ada", "owner", all, Set.of());
        var own = EnumSet.of(Permission.USE_API);
        var david = agent(tenant, "David Agent", "david", "agent", own, Set.of(support, sales));
        var kevin = agent(tenant, "Kevin Agent", "kevin", "agent", own, Set.of(support));
        return new Acme(tenant, subdomain, support, sales, ada, david, kevin);
    }

    private Agent agent(
            TenantId tenant, String name, String local, String role, Set<Permission> may, Set<DepartmentId> works) {
        var id = new AgentId(Ids.next());
        db.sql("""
                INSERT INTO agent (tenant_id, id, name, email, role, state, created_at)
                VALUES (:tenant, :id, :name, :email, :role, 'active', :at)
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("name", name)
                .param("email", local + "@acme.test")
                .param("role", role)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        works.forEach(department -> db.sql("""
                INSERT INTO agent_department (tenant_id, agent_id, department_id) VALUES (:tenant, :agent, :department)
                """)
                .param("tenant", tenant.value())
                .param("agent", id.value())
                .param("department", department.value())
                .update());
        return new Agent(tenant, id, name, may, works);
    }
}
