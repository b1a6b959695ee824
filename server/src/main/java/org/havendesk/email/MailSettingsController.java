package org.havendesk.email;

import java.util.Optional;
import org.havendesk.email.DepartmentMails.DepartmentMail;
import org.havendesk.email.MailPreferences.Preferences;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How mails are written: by the account, by each department, and to each agent. */
@RestController
class MailSettingsController {
    private final MailPreferences preferences;
    private final DepartmentMails departments;
    private final AgentMails agents;

    MailSettingsController(MailPreferences preferences, DepartmentMails departments, AgentMails agents) {
        this.preferences = preferences;
        this.departments = departments;
        this.agents = agents;
    }

    record Department(
            @Nullable String senderName,
            @Nullable String signature,
            @Nullable String outgoingServer) {
        static Department of(DepartmentMail mail) {
            return new Department(
                    mail.senderName(),
                    mail.signature(),
                    mail.outgoingServer().map(Object::toString).orElse(null));
        }

        DepartmentMail mail() {
            return new DepartmentMail(
                    senderName == null ? "" : senderName,
                    signature == null ? "" : signature,
                    Optional.ofNullable(outgoingServer)
                            .filter(id -> !id.isEmpty())
                            .map(Ids::parse));
        }
    }

    /** @param assigned whether new messages in the agent's own tickets are told by mail */
    record Notifications(boolean assigned) {}

    @GetMapping("/rest/account/mail")
    Preferences account(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return preferences.of(agent.tenant());
    }

    @PutMapping("/rest/account/mail")
    Preferences account(Agent agent, @RequestBody Preferences body) {
        preferences.change(agent, body);
        return preferences.of(agent.tenant());
    }

    @GetMapping("/rest/departments/{id}/mail")
    Department department(Agent agent, @PathVariable String id) {
        return Department.of(departments.of(agent, DepartmentId.of(id)));
    }

    @PutMapping("/rest/departments/{id}/mail")
    Department department(Agent agent, @PathVariable String id, @RequestBody Department body) {
        return Department.of(departments.change(agent, DepartmentId.of(id), body.mail()));
    }

    @GetMapping("/rest/profile/notifications")
    Notifications notifications(Agent agent) {
        return new Notifications(agents.wants(agent.tenant(), agent.id()));
    }

    @PutMapping("/rest/profile/notifications")
    Notifications notifications(Agent agent, @RequestBody Notifications body) {
        agents.want(agent, body.assigned());
        return notifications(agent);
    }
}
