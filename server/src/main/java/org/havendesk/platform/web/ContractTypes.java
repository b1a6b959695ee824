package org.havendesk.platform.web;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the contract says about the types on the wire: our records' components are required unless they are
 * {@link Nullable}, as {@link Required} holds clients to it, and those that are may be null.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // the schemas of the library are raw
class ContractTypes implements ModelConverter {
    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (raw.equals(JsonNode.class)) {
            return new JsonSchema().types(Set.of("object"));
        }
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && raw.isRecord() && raw.getName().startsWith("org.havendesk.")) {
            Optional.ofNullable(schema.get$ref())
                    .map(ref -> context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1)))
                    .or(() -> Optional.of(schema))
                    .ifPresent(model -> complete(model, raw));
        }
        return schema;
    }

    private static void complete(Schema model, Class<?> type) {
        if (model.getProperties() == null) {
            return;
        }
        Stream.of(type.getRecordComponents()).forEach(component -> {
            var property = (Schema<?>) model.getProperties().get(component.getName());
            if (property != null) {
                complete(model, component, property);
            }
        });
    }

    private static void complete(Schema model, RecordComponent component, Schema<?> property) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            var required = new LinkedHashSet<String>(
                    Optional.ofNullable(model.getRequired()).orElse(List.of()));
            required.add(component.getName());
            model.setRequired(required.stream().sorted().toList());
        } else if (property.getTypes() != null) {
            property.addType("null");
        }
    }

    /**
     * Names a type that lies in another by both, since many are called Line or Description: {@code ContactList.Line} is
     * ContactLine. Two types of one name would be one in the contract, and wrong: that is refused.
     */
    static final class Names extends TypeNameResolver {
        private final Map<String, Class<?>> taken = new ConcurrentHashMap<>();

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var outer = type.getEnclosingClass();
            var name = outer == null ? super.nameForClass(type, options) : both(outer, type.getSimpleName());
            var other = taken.putIfAbsent(name, type);
            if (other != null && other != type) {
                throw new IllegalStateException(
                        "The contract would call both %s and %s %s".formatted(type.getName(), other.getName(), name));
            }
            return name;
        }

        private static String both(Class<?> outer, String inner) {
            var thing = outer.getSimpleName()
                    .replaceFirst("(Controller|List|Log)$", "")
                    .replaceFirst("ies$", "y")
                    .replaceFirst("(?<=ss|x)es$|(?<!s)s$", "");
            if (inner.contains(thing)) {
                return inner;
            }
            return thing.endsWith(inner) ? thing : thing + inner;
        }
    }
}
