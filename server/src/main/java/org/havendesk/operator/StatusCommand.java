package org.havendesk.operator;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.havendesk.accounts.Accounts;
import org.havendesk.accounts.FirstOwner;
import org.havendesk.platform.web.Links;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code status}. */
@Component
class StatusCommand implements Command {
    private final Accounts accounts;
    private final FirstOwner firstOwner;
    private final Links links;
    private final int smtpPort;

    StatusCommand(
            Accounts accounts, FirstOwner firstOwner, Links links, @Value("${havendesk.smtp.port:2525}") int smtpPort) {
        this.accounts = accounts;
        this.firstOwner = firstOwner;
        this.links = links;
        this.smtpPort = smtpPort;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Status run(Arguments arguments) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var memory = Runtime.getRuntime();
        var active = StreamSupport.stream(accounts.all().spliterator(), false).count();
        return new Status(
                links.toInstallation(""),
                smtpPort,
                active,
                firstOwner
                        .token()
                        .map(token -> links.toInstallation("/first/" + token))
                        .orElse(""),
                Duration.ofMillis(runtime.getUptime()).toSeconds(),
                (memory.totalMemory() - memory.freeMemory()) >> 20,
                memory.maxMemory() >> 20,
                ProcessHandle.current().pid());
    }

    /**
     * @param firstOwner the link for the first owner; empty once there is an account
     * @param memoryMegabytes of the program, without the database's
     */
    record Status(
            String url,
            int smtpPort,
            long activeAccounts,
            String firstOwner,
            long upSeconds,
            long memoryMegabytes,
            long memoryLimitMegabytes,
            long pid) {}
}
