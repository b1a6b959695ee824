package org.havendesk.platform.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Holds JSON to what our records say: a component that is not {@link Nullable} must be there and not be null. So a
 * controller never meets a null that the compiler believes impossible.
 */
class Required extends NopAnnotationIntrospector {
    private static final String OURS = "org.havendesk.";

    /** Whether the client left something out, rather than sent something else. */
    static boolean isMissing(DatabindException e) {
        return e instanceof InvalidNullException
                || (e instanceof MismatchedInputException
                        && e.getOriginalMessage().startsWith("Missing required"));
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        return isRequired(member) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
    }

    private static boolean isRequired(Annotated member) {
        return member instanceof AnnotatedParameter parameter
                && parameter.getOwner().getMember() instanceof Constructor<?> constructor
                && constructor.getDeclaringClass().isRecord()
                && constructor.getDeclaringClass().getName().startsWith(OURS)
                && !isNullable(constructor.getParameters()[parameter.getIndex()]);
    }

    private static boolean isNullable(Parameter parameter) {
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || parameter.getType().equals(java.util.Optional.class);
    }
}
