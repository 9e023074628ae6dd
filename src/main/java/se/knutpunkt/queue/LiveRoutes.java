package se.knutpunkt.queue;

import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;

/** The Camel routes of this node; read from memory alone. */
public final class LiveRoutes {

    private final CamelContext camel;
    private final RouteFigures figures;

    public LiveRoutes(CamelContext camel, RouteFigures figures) {
        this.camel = camel;
        this.figures = figures;
    }

    /** In order of id. */
    public List<LiveRoute> list() {
        return camel.getRoutes().stream()
                .map(this::read)
                .sorted(Comparator.comparing(LiveRoute::id))
                .toList();
    }

    private LiveRoute read(Route route) {
        String id = route.getRouteId();
        String template = findTemplate(id);
        String place = String.valueOf(route.getSourceLocationShort());
        int colon = place.lastIndexOf(':');
        return new LiveRoute(
                id,
                template.isEmpty() ? id : template,
                template.isEmpty() ? "" : id.substring(template.length() + 1),
                route.getDescription() == null ? "" : route.getDescription(),
                // a route has the name of its file, and one made from a template that of the template's
                (template.isEmpty() ? id : template) + ".camel.yaml",
                colon > 0 ? line(place.substring(colon + 1)) : 0,
                camel.getRouteController().getRouteStatus(id).isStarted(),
                figures.of(id));
    }

    private String findTemplate(String routeId) {
        return camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteTemplateDefinitions().stream()
                .map(RouteTemplateDefinition::getId)
                .filter(template -> routeId.startsWith(template + "-"))
                .findFirst()
                .orElse("");
    }

    private static int line(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
