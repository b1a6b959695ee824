package org.havendesk.email;

import org.havendesk.accounts.spi.Installation;
import org.havendesk.accounts.spi.InstallationStep;
import org.springframework.stereotype.Component;

/** Gives a new account's first department the address that works from the first minute. */
@Component
class BuiltInAddress implements InstallationStep {
    private final Addresses addresses;

    BuiltInAddress(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public void install(Installation installation) {
        addresses.install(installation.tenant());
    }
}
