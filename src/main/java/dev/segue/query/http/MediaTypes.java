package dev.segue.query.http;

import java.util.List;
import java.util.Locale;

/** What a request says of media types. */
final class MediaTypes {

    private MediaTypes() {}

    /** Whether an Accept header allows a type; one that is absent allows all. */
    static boolean accepts(String accept, String type) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String kind = range.split(";", 2)[0].trim();
            boolean never = range.matches(".*;\\s*q=0(\\.0*)?\\s*(;.*)?");
            boolean matches =
                    kind.equals("*/*") || kind.equals(type) || kind.equals(type.substring(0, type.indexOf('/')) + "/*");
            if (matches && !never) {
                return true;
            }
        }
        return false;
    }

    /** Whether a Content-Type header names one of the types. */
    static boolean isOneOf(String contentType, List<String> types) {
        return contentType != null
                && types.contains(contentType.split(";")[0].trim().toLowerCase(Locale.ROOT));
    }
}
