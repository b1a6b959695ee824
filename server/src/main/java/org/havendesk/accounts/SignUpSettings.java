package org.havendesk.accounts;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may open accounts here, and where their data may lie.
 *
 * @param signup for strangers
 * @param regions where the data of an account can lie: {@code EU}, {@code NA}, {@code AS}; the form asks when there are
 *     several
 */
@ConfigurationProperties("havendesk")
record SignUpSettings(
        @DefaultValue SignUp signup, @DefaultValue("EU") List<String> regions) {

    /**
     * @param open whether anybody may open an account
     * @param perHour how many accounts one network may open in an hour
     */
    record SignUp(
            @DefaultValue("true") boolean open,
            @DefaultValue("10") int perHour) {}

    SignUpSettings {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("havendesk.regions names no region");
        }
    }
}
