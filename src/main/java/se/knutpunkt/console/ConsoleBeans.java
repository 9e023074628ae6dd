package se.knutpunkt.console;

import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.OperatorRequestLedger;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Ids;
import se.knutpunkt.security.login.ProblemWriter;

/** The beans of the frame that pages and API stand in. */
@Configuration(proxyBeanMethods = false)
public class ConsoleBeans {

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("console");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setDefaultLocale(ErrorTexts.SWEDISH);
        return texts;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new ConsoleLocale();
    }

    @Bean
    Shown show() {
        return new Shown();
    }

    @Bean
    ErrorShown errorShown() {
        return new ErrorShown();
    }

    @Bean
    PageFrame pageFrame(LocaleResolver locales, Ids ids) {
        return new PageFrame(locales, ids);
    }

    @Bean
    ConsoleProblems consoleProblems(ProblemWriter refusals, LocaleResolver locales, PageFrame frame) {
        return new ConsoleProblems(refusals, locales, frame);
    }

    @Bean
    LastResort lastResort(ConsoleProblems problems) {
        return new LastResort(problems);
    }

    @Bean
    RightsNamed rightsNamed(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        return new RightsNamed(handlers);
    }

    /** Behind the login of persons. */
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            OperatorRequestLedger requests, KeyedHasher hasher, ProblemWriter refusals) {
        FilterRegistrationBean<IdempotencyFilter> filter =
                new FilterRegistrationBean<>(new IdempotencyFilter(requests, hasher, refusals));
        filter.setOrder(5);
        return filter;
    }

    @Bean
    GroupedOpenApi operatorsApi() {
        return GroupedOpenApi.builder()
                .group("ops")
                .displayName("Knutpunkt for operators")
                .pathsToMatch("/api/v1/ops/**")
                .addOpenApiCustomizer(OpenApiTexts::operators)
                .build();
    }

    @Bean
    GroupedOpenApi systemsApi() {
        return GroupedOpenApi.builder()
                .group("systems")
                .displayName("Knutpunkt for systems")
                .pathsToMatch("/api/v1/**")
                .pathsToExclude("/api/v1/ops/**")
                .addOpenApiCustomizer(OpenApiTexts::systems)
                .build();
    }
}
