package se.knutpunkt.activation;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import se.knutpunkt.message.RouteStep;

/** The names of all steps of this program; found without starting anything, so that {@code check} knows them too. */
final class RouteSteps {

    private RouteSteps() {}

    static Set<String> list() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RouteStep.class));
        Set<String> names = new TreeSet<>();
        for (BeanDefinition found : scanner.findCandidateComponents("se.knutpunkt")) {
            Map<String, Object> step =
                    ((AnnotatedBeanDefinition) found).getMetadata().getAnnotationAttributes(RouteStep.class.getName());
            if (step != null) {
                names.add(String.valueOf(step.get("value")));
            }
        }
        return names;
    }
}
