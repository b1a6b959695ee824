package org.havendesk.platform.web;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Our {@link SignedIn} in the shape that Spring Security asks for. Rights are not in here: doors decide by the agent. */
class AgentAuthentication extends AbstractAuthenticationToken {
    private final transient SignedIn signedIn;

    AgentAuthentication(SignedIn signedIn) {
        super(List.of());
        this.signedIn = signedIn;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public SignedIn getPrincipal() {
        return signedIn;
    }

    @Override
    public String getName() {
        return signedIn.agent().id().toString();
    }
}
