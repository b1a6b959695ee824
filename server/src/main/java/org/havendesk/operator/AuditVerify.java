package org.havendesk.operator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.havendesk.accounts.Accounts;
import org.havendesk.audit.AuditAnchor;
import org.havendesk.audit.AuditChain;
import org.havendesk.platform.Invalid;
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
        var kept = arguments
                .find("anchor")
                .map(text -> AuditAnchor.parse(text).orElseThrow(() -> Invalid.field("anchor", "value")));
        var named = kept.isPresent() ? Optional.of(arguments.get("account")) : arguments.find("account");
        var all = named.isPresent()
                ? Stream.of(accounts.find(named.get())
                        .orElseThrow(() -> new NotFound("account"))
                        .id())
                : StreamSupport.stream(accounts.all().spliterator(), false);
        return all.map(tenant -> line(tenant, kept)).toList();
    }

    private Line line(TenantId tenant, Optional<AuditAnchor> kept) {
        var checked = Tenants.as(tenant, () -> chain.verify(tenant, kept));
        return new Line(
                accounts.get(tenant).subdomain(),
                checked.entries(),
                checked.firstBroken()
                        .map(number -> "broken at entry " + number + ": "
                                + checked.finding().words())
                        .orElse("right"),
                checked.since(),
                checked.end().map(AuditAnchor::toString).orElse(""));
    }

    /**
     * @param since the first entry whose absence at the end would show
     * @param anchor where it ends: to be kept elsewhere, and given to {@code --anchor} later
     */
    record Line(String account, long entries, String chain, long since, String anchor) {}
}
