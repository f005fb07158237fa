package dev.segue.rule.language;

import java.util.List;

/**
 * A function of the rule language, as authors look it up.
 *
 * @param place where it can stand
 * @param written how it is written, with values such as one would give it
 * @param signature what it takes and what it gives
 * @param meaning what it comes to, in one sentence
 * @param example a whole rule that uses it
 */
public record Function(Place place, String name, String written, String signature, String meaning, String example) {

    /** Where a function can stand. */
    public enum Place {
        BY_ITSELF,
        AFTER_EVENTS,
        AFTER_TEXT
    }

    /** All there are. */
    public static final List<Function> ALL = List.of(
            new Function(
                    Place.BY_ITSELF,
                    "events",
                    "events(\"purchase\")",
                    "events(type) -> events",
                    "All entries of one type, up to now.",
                    "events(\"purchase\").count() >= 1"),
            new Function(
                    Place.BY_ITSELF,
                    "inSegment",
                    "inSegment(\"lapsed\")",
                    "inSegment(id) -> bool",
                    "Whether the customer is in another segment now.",
                    "inSegment(\"lapsed\") && events(\"purchase\").count() >= 3"),
            new Function(
                    Place.BY_ITSELF,
                    "seconds",
                    "seconds(30)",
                    "seconds(number) -> duration",
                    "So many seconds.",
                    "events(\"page_view\").within(seconds(30)).count() >= 5"),
            new Function(
                    Place.BY_ITSELF,
                    "minutes",
                    "minutes(15)",
                    "minutes(number) -> duration",
                    "So many minutes.",
                    "events(\"product_view\").within(minutes(30)).count() >= 10"),
            new Function(
                    Place.BY_ITSELF,
                    "hours",
                    "hours(6)",
                    "hours(number) -> duration",
                    "So many hours.",
                    "now - events(\"purchase\").last() < hours(6)"),
            new Function(
                    Place.BY_ITSELF,
                    "days",
                    "days(7)",
                    "days(number) -> duration",
                    "So many days of 24 hours.",
                    "now - events(\"purchase\").last() >= days(60)"),
            new Function(
                    Place.BY_ITSELF,
                    "double",
                    "double(e.price)",
                    "double(value) -> number",
                    "The value as a number; text that is none is absent.",
                    "events(\"product_view\").where(e, double(e.price) > 99.5).within(days(30)).count() >= 1"),
            new Function(
                    Place.BY_ITSELF,
                    "int",
                    "int(e.quantity)",
                    "int(value) -> number",
                    "The value as a whole number, cut off toward zero; text that is none is absent.",
                    "events(\"purchase_item\").where(e, int(e.quantity) >= 2).within(days(30)).count() >= 1"),
            new Function(
                    Place.BY_ITSELF,
                    "size",
                    "size(profile.name)",
                    "size(text) -> number",
                    "How many characters a text has.",
                    "size(profile.name) > 0"),
            new Function(
                    Place.AFTER_EVENTS,
                    "where",
                    ".where(e, e.category == \"shoes\")",
                    ".where(e, condition) -> events",
                    "Those of the entries for which the condition on their properties holds.",
                    "events(\"product_view\").where(e, e.category == \"shoes\").within(days(30)).count() >= 3"),
            new Function(
                    Place.AFTER_EVENTS,
                    "within",
                    ".within(days(30))",
                    ".within(duration) -> events",
                    "Those of the entries that are not older than that.",
                    "events(\"purchase\").within(days(30)).count() >= 2"),
            new Function(
                    Place.AFTER_EVENTS,
                    "between",
                    ".between(days(60), days(30))",
                    ".between(duration, duration) -> events",
                    "Those of the entries that are not older than the first, but older than the second.",
                    "events(\"purchase\").between(days(60), days(30)).count() >= 1"),
            new Function(
                    Place.AFTER_EVENTS,
                    "followedBy",
                    ".followedBy(events(\"purchase\"), hours(1))",
                    ".followedBy(events, duration[, property]) -> events",
                    "Those of the entries that one of the others came after, within that time; of the same property where one is named.",
                    "events(\"search\").followedBy(events(\"purchase\"), hours(1)).within(days(30)).count() >= 1"),
            new Function(
                    Place.AFTER_EVENTS,
                    "notFollowedBy",
                    ".notFollowedBy(events(\"purchase\"), hours(1))",
                    ".notFollowedBy(events, duration[, property]) -> events",
                    "Those of the entries that none of the others came after, once that time is over.",
                    "events(\"add_to_cart\").notFollowedBy(events(\"purchase_item\"), hours(1), \"itemId\").within(days(1)).count() > 0"),
            new Function(
                    Place.AFTER_EVENTS,
                    "count",
                    ".count()",
                    ".count() -> number",
                    "How many entries there are.",
                    "events(\"purchase\").count() >= 5"),
            new Function(
                    Place.AFTER_EVENTS,
                    "distinct",
                    ".distinct(\"itemId\")",
                    ".distinct(property) -> number",
                    "How many different values a property has.",
                    "events(\"product_view\").within(days(7)).distinct(\"itemId\") >= 4"),
            new Function(
                    Place.AFTER_EVENTS,
                    "distinctDays",
                    ".distinctDays()",
                    ".distinctDays() -> number",
                    "On how many days (UTC) there were entries.",
                    "events(\"page_view\").within(days(30)).distinctDays() >= 10"),
            new Function(
                    Place.AFTER_EVENTS,
                    "sum",
                    ".sum(\"amount\")",
                    ".sum(property) -> number",
                    "The sum of the numbers that a property has; 0 of none.",
                    "events(\"purchase\").within(days(30)).sum(\"amount\") >= 500"),
            new Function(
                    Place.AFTER_EVENTS,
                    "avg",
                    ".avg(\"amount\")",
                    ".avg(property) -> number",
                    "The mean of the numbers that a property has; absent of none.",
                    "events(\"purchase\").within(days(90)).avg(\"amount\") > 80"),
            new Function(
                    Place.AFTER_EVENTS,
                    "min",
                    ".min(\"amount\")",
                    ".min(property) -> number",
                    "The least of the numbers that a property has; absent of none.",
                    "events(\"purchase\").within(days(90)).min(\"amount\") >= 20"),
            new Function(
                    Place.AFTER_EVENTS,
                    "max",
                    ".max(\"amount\")",
                    ".max(property) -> number",
                    "The greatest of the numbers that a property has; absent of none.",
                    "events(\"purchase\").within(days(90)).max(\"amount\") >= 200"),
            new Function(
                    Place.AFTER_EVENTS,
                    "first",
                    ".first()",
                    ".first() -> timestamp",
                    "When the first of the entries was; absent of none.",
                    "now - events(\"purchase\").first() < days(14)"),
            new Function(
                    Place.AFTER_EVENTS,
                    "last",
                    ".last()",
                    ".last() -> timestamp",
                    "When the last of the entries was; absent of none.",
                    "now - events(\"page_view\").last() >= days(30)"),
            new Function(
                    Place.AFTER_TEXT,
                    "startsWith",
                    ".startsWith(\"a\")",
                    ".startsWith(text) -> bool",
                    "Whether a text begins so.",
                    "profile.city.startsWith(\"St.\")"),
            new Function(
                    Place.AFTER_TEXT,
                    "endsWith",
                    ".endsWith(\"a\")",
                    ".endsWith(text) -> bool",
                    "Whether a text ends so.",
                    "events(\"page_view\").where(e, e.page.endsWith(\"/checkout\")).within(days(30)).count() >= 1"),
            new Function(
                    Place.AFTER_TEXT,
                    "contains",
                    ".contains(\"a\")",
                    ".contains(text) -> bool",
                    "Whether a text has that in it.",
                    "events(\"search\").where(e, e.query.contains(\"boots\")).within(days(30)).count() >= 2"),
            new Function(
                    Place.AFTER_TEXT,
                    "matches",
                    ".matches(\"^a\")",
                    ".matches(pattern) -> bool",
                    "Whether an RE2 pattern is found in a text.",
                    "profile.postcode.matches(\"^1[0-9]{3}$\")"));
}
