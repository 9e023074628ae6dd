package se.knutpunkt.console;

import java.time.Clock;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.knutpunkt.ledger.OperatorRequestLedger;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.login.CurrentOperator;

/** What stands before each handler method of the console: whether the person is still there, then rights, then one-time forms, then the frame. */
@Configuration(proxyBeanMethods = false)
public class ConsoleWeb implements WebMvcConfigurer {

    private final CurrentOperator current;
    private final OperatorRequestLedger requests;
    private final PageFrame frame;
    private final Clock clock;

    ConsoleWeb(CurrentOperator current, OperatorRequestLedger requests, PageFrame frame, Clock clock) {
        this.clock = clock;
        this.current = current;
        this.requests = requests;
        this.frame = frame;
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Operator.class);
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new IdleSessions(clock));
        interceptors.addInterceptor(new RightsInterceptor(current));
        interceptors.addInterceptor(new OneTimeForms(requests));
        interceptors.addInterceptor(new FrameInterceptor(frame));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new OperatorArgument());
    }
}
