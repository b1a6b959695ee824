package org.havendesk.email;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks up texts in the DNS. */
@Component
class DnsTexts {
    private final String server;

    DnsTexts(@Value("${havendesk.mail.dns:}") String server) {
        this.server = server;
    }

    /** No name server has answered. */
    static final class Unreachable extends Exception {
        private Unreachable(NamingException cause) {
            super("No answer from the DNS", cause);
        }
    }

    /** The TXT records of a name, each in one piece; empty when there are none. */
    List<String> of(String name) throws Unreachable {
        try {
            var context = new InitialDirContext(settings());
            try {
                return texts(context, name);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new Unreachable(e);
        }
    }

    /** The DNS gives texts only: there is nothing in its answers that Java could be made to deserialize. */
    @SuppressWarnings("BanJNDI")
    private static List<String> texts(InitialDirContext context, String name) throws NamingException {
        var attribute = context.getAttributes(name, new String[] {"TXT"}).get("TXT");
        var texts = new ArrayList<String>();
        for (int at = 0; attribute != null && at < attribute.size(); at++) {
            texts.add(String.valueOf(attribute.get(at)));
        }
        return List.copyOf(texts);
    }

    @SuppressWarnings("JdkObsolete") // the interface of javax.naming
    private Hashtable<String, String> settings() {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, server.isBlank() ? "dns:" : "dns://" + server);
        settings.put("com.sun.jndi.dns.timeout.initial", "1500");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        return settings;
    }
}
