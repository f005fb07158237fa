package dev.segue.rule.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The order in which things that depend on each other come: each after all those it depends on, and among those that could
 * come next, by name.
 *
 * @param names all in that order, but for those in a circle or behind one
 * @param circles for each circle found its names, each depending on the next and the last on the first
 */
record DependencyOrder(List<String> names, List<List<String>> circles) {

    /** @param dependencies what each name depends on, all of them names of the map */
    static DependencyOrder of(Map<String, ? extends Collection<String>> dependencies) {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> dependents = new HashMap<>();
        PriorityQueue<String> ready = new PriorityQueue<>();
        dependencies.forEach((name, on) -> {
            Set<String> distinct = new HashSet<>(on);
            open.put(name, distinct.size());
            distinct.forEach(other ->
                    dependents.computeIfAbsent(other, key -> new ArrayList<>()).add(name));
            if (distinct.isEmpty()) {
                ready.add(name);
            }
        });
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String next = ready.remove();
            order.add(next);
            open.remove(next);
            for (String dependent : dependents.getOrDefault(next, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        return new DependencyOrder(List.copyOf(order), circles(dependencies, open.keySet()));
    }

    /** Of those left over, each depends on another left over: whoever follows them comes into a circle. */
    private static List<List<String>> circles(
            Map<String, ? extends Collection<String>> dependencies, Set<String> leftOver) {
        List<List<String>> circles = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String start : dependencies.keySet()) {
            List<String> path = new ArrayList<>();
            String name = start;
            while (leftOver.contains(name) && seen.add(name)) {
                path.add(name);
                name = dependencies.get(name).stream()
                        .filter(leftOver::contains)
                        .findFirst()
                        .orElseThrow();
            }
            if (path.contains(name)) {
                circles.add(List.copyOf(path.subList(path.indexOf(name), path.size())));
            }
        }
        return List.copyOf(circles);
    }
}
