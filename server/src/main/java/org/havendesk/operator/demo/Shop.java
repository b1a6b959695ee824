package org.havendesk.operator.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The account of the tea shop: three departments with their addresses, and the people who work there. */
final class Shop {
    private static final Pattern LINK = Pattern.compile("/welcome/([A-Za-z0-9_-]{20,})");
    private static final String DOMAIN = "copper-kettle.example.com";

    static final String OWNER_NAME = "Ada Copper";
    static final String OWNER_EMAIL = "ada@" + DOMAIN;

    /** Somebody who answers. */
    record Colleague(String id, String name, String email, String role, Rest rest) {}

    private record Newcomer(String name, String local, String role, List<String> works) {}

    private static final List<Newcomer> PEOPLE = List.of(
            new Newcomer("Nadia Winter", "nadia", "admin", List.of("Support", "Orders", "Billing")),
            new Newcomer("Luc Fontanel", "luc", "agent", List.of("Support", "Orders")),
            new Newcomer("Елена Симеонова", "elena", "agent", List.of("Support", "Orders")),
            new Newcomer("Tomás Rivera", "tomas", "agent", List.of("Orders", "Billing")),
            new Newcomer("Priya Nair", "priya", "agent", List.of("Support", "Billing")));

    private final Rest owner;
    private final String mailDomain;
    private final String password;
    private final Function<String, String> mailTo;
    private final Map<String, String> departments = new HashMap<>();
    private final List<Colleague> colleagues = new ArrayList<>();

    /** @param mailTo what was mailed last to an address */
    Shop(URI account, String ownerKey, String password, Function<String, String> mailTo) {
        this.owner = new Rest(account, ownerKey);
        this.mailDomain = account.getHost();
        this.password = password;
        this.mailTo = mailTo;
    }

    void open() {
        var first =
                owner.get("/rest/departments").path("items").get(0).path("id").asString();
        owner.put("/rest/departments/" + first, Map.of("name", "Support"));
        departments.put("Support", first);
        department("Orders", "orders");
        department("Billing", "billing");
        PEOPLE.forEach(this::hire);
    }

    Rest owner() {
        return owner;
    }

    List<Colleague> colleagues() {
        return colleagues;
    }

    String address(String local) {
        return local + "@" + mailDomain;
    }

    private void department(String name, String local) {
        var id =
                owner.post("/rest/departments", Map.of("name", name)).path("id").asString();
        owner.post(
                "/rest/departments/" + id + "/addresses",
                Map.of("address", address(local), "name", "Copper Kettle " + name));
        departments.put(name, id);
    }

    private void hire(Newcomer newcomer) {
        var email = newcomer.local() + "@" + DOMAIN;
        var works = newcomer.works().stream().map(departments::get).toList();
        JsonNode made = owner.post(
                "/rest/agents",
                Map.of("name", newcomer.name(), "email", email, "role", newcomer.role(), "departments", works));
        var link = LINK.matcher(mailTo.apply(email));
        if (!link.find()) {
            throw new IllegalStateException("The invitation to " + email + " has no link");
        }
        var rest = owner.accept(link.group(1), password);
        colleagues.add(new Colleague(made.path("id").asString(), newcomer.name(), email, newcomer.role(), rest));
    }
}
