package org.havendesk.agents;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Agent;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.springframework.stereotype.Component;

/** Who is signed in, as the console wants to know it at once. */
record Me(
        Who agent,
        Where account,
        List<DepartmentNameList.Named> departments,
        Map<UUID, String> departmentRoles,
        List<String> permissions,
        SecondFactor.State secondFactor) {

    record Who(
            UUID id,
            String name,
            String email,
            String role,
            String language,
            String theme,
            String timezone,
            String signature,
            String density) {}

    record Where(UUID id, String name, String subdomain, String host) {}

    /** Puts it together. */
    @Component
    static class Of {
        private final Agents agents;
        private final AccountHosts accounts;
        private final DepartmentNameList departments;
        private final SecondFactor factor;

        Of(Agents agents, AccountHosts accounts, DepartmentNameList departments, SecondFactor factor) {
            this.agents = agents;
            this.accounts = accounts;
            this.departments = departments;
            this.factor = factor;
        }

        Me agent(Agent agent) {
            var profile = agents.profile(agent);
            var who = new Who(
                    profile.id().value(),
                    profile.name(),
                    profile.email().value(),
                    profile.role().key(),
                    profile.language().key(),
                    profile.theme(),
                    profile.timezone(),
                    profile.signature(),
                    profile.density());
            var permissions =
                    agent.permissions().stream().map(Permission::key).sorted().toList();
            return new Me(who, where(agent), departments.of(agent), roles(agent), permissions, factor.of(agent));
        }

        private static Map<UUID, String> roles(Agent agent) {
            return agent.departmentRoles().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().value(),
                            entry -> entry.getValue().key()));
        }

        private Where where(Agent agent) {
            var site = accounts.site(agent.tenant()).orElseThrow(() -> new NotFound("account"));
            return new Where(site.tenant().value(), site.name(), site.subdomain(), site.host());
        }
    }
}
