package org.havendesk.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem on the wire (RFC 9457).
 *
 * @param type says the same in every language, for programs
 * @param detail for the person who asked, in their language
 * @param errors why each field cannot be used
 * @param incident under which the log knows what went wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Told(
        String type,
        String title,
        int status,
        String detail,
        @Nullable Map<String, String> errors,
        @Nullable String incident) {}
