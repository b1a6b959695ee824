package org.havendesk.operator;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.havendesk.accounts.Accounts;
import org.havendesk.audit.AuditChain;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.stereotype.Component;

/** {@code audit verify}: whether the logs are as they were written. */
@Component
class AuditVerify implements Command {
    private final Accounts accounts;
    private final AuditChain chain;

    AuditVerify(Accounts accounts, AuditChain chain) {
        this.accounts = accounts;
        this.chain = chain;
    }

    @Override
    public String name() {
        return "audit verify";
    }

    @Override
    public List<Line> run(Arguments arguments) {
        var named = arguments.find("account");
        var all = named.isPresent()
                ? Stream.of(accounts.find(named.get())
                        .orElseThrow(() -> new NotFound("account"))
                        .id())
                : StreamSupport.stream(accounts.all().spliterator(), false);
        return all.map(this::line).toList();
    }

    private Line line(TenantId tenant) {
        var checked = Tenants.as(tenant, () -> chain.verify(tenant));
        return new Line(
                accounts.get(tenant).subdomain(),
                checked.entries(),
                checked.firstBroken().map(number -> "broken at entry " + number).orElse("right"));
    }

    record Line(String account, long entries, String chain) {}
}
