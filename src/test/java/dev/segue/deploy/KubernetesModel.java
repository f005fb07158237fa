package dev.segue.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Kubernetes' own types, read as strictly as an API server with strict field validation does. */
final class KubernetesModel {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private KubernetesModel() {}

    /** Whether it is one of Kubernetes' own kinds. */
    static boolean knows(Manifest manifest) {
        return !(SERIALIZATION.unmarshal(manifest.yaml()) instanceof GenericKubernetesResource);
    }

    /** The fields that its kind does not have, as paths. A field of the wrong type is an exception. */
    static List<String> unknownFields(Manifest manifest) throws ReflectiveOperationException {
        List<String> unknown = new ArrayList<>();
        walk(SERIALIZATION.unmarshal(manifest.yaml()), manifest.toString(), unknown);
        return unknown;
    }

    private static void walk(Object part, String path, List<String> unknown) throws ReflectiveOperationException {
        if (part instanceof Collection<?> list) {
            for (Object one : list) {
                walk(one, path + "[]", unknown);
            }
        } else if (part instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                walk(entry.getValue(), path + "." + entry.getKey(), unknown);
            }
        } else if (part instanceof KubernetesResource) {
            walkFields(part, path, unknown);
        }
    }

    private static void walkFields(Object part, String path, List<String> unknown) throws ReflectiveOperationException {
        for (Method getter : part.getClass().getMethods()) {
            if (!getter.getName().startsWith("get")
                    || getter.getParameterCount() > 0
                    || getter.getDeclaringClass() == Object.class) {
                continue;
            }
            Object value = getter.invoke(part);
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(field -> unknown.add(path + "." + field));
            } else {
                walk(value, path + "." + getter.getName().substring(3), unknown);
            }
        }
    }
}
