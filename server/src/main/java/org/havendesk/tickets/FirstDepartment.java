package org.havendesk.tickets;

import org.havendesk.accounts.spi.Installation;
import org.havendesk.accounts.spi.InstallationStep;
import org.springframework.stereotype.Component;

/** A new account begins with one department. */
@Component
class FirstDepartment implements InstallationStep {
    private final Departments departments;

    FirstDepartment(Departments departments) {
        this.departments = departments;
    }

    @Override
    public String name() {
        return "departments";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public void install(Installation installation) {
        if (departments.all(installation.tenant()).isEmpty()) {
            departments.install(
                    installation.tenant(),
                    switch (installation.language()) {
                        case "fr" -> "Assistance";
                        case "bg" -> "Поддръжка";
                        default -> "Support";
                    });
        }
    }
}
