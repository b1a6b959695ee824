package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.agents.ScimWire.Wrong;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Problem;
import org.havendesk.platform.Texts;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.Links;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /scim/v2}: how a directory brings in agents, renames them and switches them off (RFC 7644). */
@RestController
@RequestMapping(
        path = "/scim/v2",
        produces = {ScimController.TYPE, MediaType.APPLICATION_JSON_VALUE})
class ScimController {
    static final String TYPE = "application/scim+json";

    private static final Set<String> TAKEN = Set.of("problem.conflict.addressTaken", "problem.conflict.externalId");
    private static final int USUAL_PAGE = 100;
    private static final int MAX_PAGE = 200;
    private static final int MAX_BYTES = 64 * 1024;

    private final Scim scim;
    private final Limits limits;
    private final Links links;
    private final Texts texts;
    private final JsonMapper json;

    ScimController(Scim scim, Limits limits, Links links, Texts texts, JsonMapper json) {
        this.scim = scim;
        this.limits = limits;
        this.links = links;
        this.texts = texts;
        this.json = json;
    }

    /** RFC 7644, 3.12. */
    private static final class TooLong extends Problem {
        private TooLong() {
            super(413, "problem.scim.tooLong");
        }
    }

    @GetMapping("/ServiceProviderConfig")
    Map<String, Object> config(SignedIn signedIn, HttpServletRequest request) {
        return ScimSchema.config(base(enter(signedIn, request)));
    }

    @GetMapping("/ResourceTypes")
    Map<String, Object> types(SignedIn signedIn, HttpServletRequest request) {
        return list(1, 1, List.of(ScimSchema.type(base(enter(signedIn, request)))));
    }

    @GetMapping("/ResourceTypes/User")
    Map<String, Object> type(SignedIn signedIn, HttpServletRequest request) {
        return ScimSchema.type(base(enter(signedIn, request)));
    }

    @GetMapping("/Schemas")
    Map<String, Object> schemas(SignedIn signedIn, HttpServletRequest request) {
        return list(1, 1, List.of(ScimSchema.user(base(enter(signedIn, request)))));
    }

    @GetMapping("/Schemas/" + ScimWire.USER)
    Map<String, Object> schema(SignedIn signedIn, HttpServletRequest request) {
        return ScimSchema.user(base(enter(signedIn, request)));
    }

    /** @param startIndex the first is 1; less is taken for it (RFC 7644, 3.4.2.4) */
    @GetMapping("/Users")
    Map<String, Object> list(
            SignedIn signedIn,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "1") int startIndex,
            @RequestParam(defaultValue = "" + USUAL_PAGE) int count,
            HttpServletRequest request) {
        var agent = enter(signedIn, request);
        var start = Math.max(1, startIndex);
        var found = scim.list(agent, ScimWire.filter(filter), start - 1, Math.clamp(count, 0, MAX_PAGE));
        return list(
                found.total(),
                start,
                found.people().stream().map(person -> shown(agent, person)).toList());
    }

    @GetMapping("/Users/{id}")
    Map<String, Object> find(SignedIn signedIn, @PathVariable String id, HttpServletRequest request) {
        var agent = enter(signedIn, request);
        return shown(agent, scim.find(agent, id(id)));
    }

    @PostMapping("/Users")
    ResponseEntity<Map<String, Object>> create(
            SignedIn signedIn, @RequestBody byte[] body, HttpServletRequest request) {
        var agent = enter(signedIn, request);
        var user = read(body);
        var person = scim.create(agent, ScimWire.wanted(user), ScimWire.language(user));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, location(agent, person))
                .body(shown(agent, person));
    }

    @PutMapping("/Users/{id}")
    Map<String, Object> replace(
            SignedIn signedIn, @PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
        var agent = enter(signedIn, request);
        return shown(agent, scim.replace(agent, id(id), ScimWire.wanted(read(body))));
    }

    @PatchMapping("/Users/{id}")
    Map<String, Object> patch(
            SignedIn signedIn, @PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
        var agent = enter(signedIn, request);
        var person = scim.find(agent, id(id));
        return shown(agent, scim.replace(agent, person.id(), ScimWire.patched(person, read(body))));
    }

    @DeleteMapping("/Users/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(SignedIn signedIn, @PathVariable String id, HttpServletRequest request) {
        scim.remove(enter(signedIn, request), id(id));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refuse(Problem problem, Language language) {
        var word = word(problem);
        var status = status(problem, word);
        var answer = ResponseEntity.status(status).contentType(MediaType.valueOf(TYPE));
        switch (problem) {
            case TooMany tooMany ->
                answer.header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, tooMany.retryAfter().toSeconds())));
            case Unauthenticated unauthenticated -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            default -> {}
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("schemas", List.of(ScimWire.ERROR));
        error.put("status", Integer.toString(status));
        word.ifPresent(said -> error.put("scimType", said));
        error.put("detail", detail(problem, language));
        return answer.body(error);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e, Language language) {
        return refuse(new Wrong("invalidSyntax"), language);
    }

    private Agent enter(SignedIn signedIn, HttpServletRequest request) {
        limits.askForDirectory(signedIn.agent().tenant(), Client.of(request));
        return Scim.require(signedIn);
    }

    private JsonNode read(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new TooLong();
        }
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new Wrong("invalidSyntax");
        }
    }

    /** What others call 422 is 400 or 409 here (RFC 7644, 3.12). */
    private static int status(Problem problem, Optional<String> word) {
        return word.filter("uniqueness"::equals).isPresent()
                ? HttpStatus.CONFLICT.value()
                : problem instanceof Invalid ? HttpStatus.BAD_REQUEST.value() : problem.status();
    }

    private static Optional<String> word(Problem problem) {
        return switch (problem) {
            case Wrong wrong -> Optional.of(wrong.type());
            case Invalid invalid ->
                Optional.of(
                        invalid.fields().values().stream()
                                        .anyMatch(reason -> reason.key().equals("invalid.taken"))
                                ? "uniqueness"
                                : "invalidValue");
            case Problem other when TAKEN.contains(other.key()) -> Optional.of("uniqueness");
            default -> Optional.empty();
        };
    }

    private String detail(Problem problem, Language language) {
        return problem instanceof Invalid invalid
                ? String.join(
                        " ",
                        invalid.fields().entrySet().stream()
                                .map(field -> field.getKey() + ": "
                                        + texts.text(
                                                language,
                                                field.getValue().key(),
                                                field.getValue().arguments().toArray()))
                                .toList())
                : texts.find(language, problem.key(), problem.arguments())
                        .orElseGet(() -> HttpStatus.valueOf(problem.status()).getReasonPhrase());
    }

    private static Map<String, Object> list(int total, int start, List<Map<String, Object>> resources) {
        return Map.of(
                "schemas",
                List.of(ScimWire.LIST),
                "totalResults",
                total,
                "startIndex",
                start,
                "itemsPerPage",
                resources.size(),
                "Resources",
                resources);
    }

    private Map<String, Object> shown(Agent agent, ScimRows.Person person) {
        return ScimWire.user(person, location(agent, person));
    }

    private String location(Agent agent, ScimRows.Person person) {
        return base(agent) + "/Users/" + person.id();
    }

    private String base(Agent agent) {
        return links.to(agent.tenant(), "/scim/v2");
    }

    private static AgentId id(String id) {
        try {
            return new AgentId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new NotFound("agent");
        }
    }
}
