package org.havendesk.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.havendesk.accounts.spi.OwnerEntry;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.Links;
import org.havendesk.platform.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * {@code /building/<token>}: where somebody waits for the account that they opened, and is let in once, directly. The token
 * alone says which account it is.
 */
@Controller
class BuildingController {
    private final Accounts accounts;
    private final ObjectProvider<OwnerEntry> entry;
    private final BareHost bareHost;
    private final Links links;
    private final Pages pages;
    private final Texts texts;

    BuildingController(
            Accounts accounts,
            ObjectProvider<OwnerEntry> entry,
            BareHost bareHost,
            Links links,
            Pages pages,
            Texts texts) {
        this.accounts = accounts;
        this.entry = entry;
        this.bareHost = bareHost;
        this.links = links;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/building/{token}")
    ResponseEntity<String> page(Language language, @PathVariable String token) {
        bareHost.require();
        return accounts.building(token)
                .map(building -> pages.page(HttpStatus.OK, "accounts/building", language, content(token, building)))
                .orElseGet(() -> over(language));
    }

    /**
     * How far it is. The first answer after the account became active carries the link that lets its owner in, which lives
     * for seconds; after it there is nothing here any more.
     */
    @GetMapping("/building/{token}/progress")
    @ResponseBody
    Progress progress(@PathVariable String token) {
        bareHost.require();
        var building = accounts.building(token).orElseThrow(() -> new NotFound("page"));
        if (!building.done()) {
            return new Progress(building.account().status().key(), building.progress(), null);
        }
        return new Progress(
                building.account().status().key(), 100, enterLink(token).orElse(null));
    }

    /** For browsers without JavaScript: lets the owner in without showing the link. */
    @GetMapping("/building/{token}/enter")
    ResponseEntity<String> enter(Language language, @PathVariable String token) {
        bareHost.require();
        return enterLink(token)
                .map(link -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(link))
                        .<String>build())
                .orElseGet(() -> over(language));
    }

    private Optional<String> enterLink(String token) {
        return accounts.spend(token)
                .map(Account::id)
                .flatMap(tenant -> Optional.ofNullable(entry.getIfAvailable())
                        .map(door -> Tenants.as(tenant, () -> links.to(tenant, door.enterPath(tenant)))));
    }

    private ResponseEntity<String> over(Language language) {
        return pages.page(
                HttpStatus.NOT_FOUND,
                "accounts/note",
                language,
                Map.of(
                        "title", texts.text(language, "building.over.title"),
                        "text", texts.text(language, "building.over")));
    }

    private static Map<String, Object> content(String token, Building building) {
        Map<String, Object> content = new HashMap<>();
        content.put("token", token);
        content.put("host", building.account().host());
        content.put("progress", building.progress());
        content.put("step", step(building.progress()));
        content.put("done", building.done());

        return content;
    }

    /** Which of the four texts goes with a progress. */
    static int step(int progress) {
        if (progress <= 32) {
            return 1;
        }
        if (progress <= 52) {
            return 2;
        }
        return progress <= 99 ? 3 : 4;
    }

    /** @param loginUrl lets the owner in, once and for ten seconds; not there while the account is installed */
    record Progress(
            String status,
            int progress,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String loginUrl) {}
}
