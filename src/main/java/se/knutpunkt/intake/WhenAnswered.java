package se.knutpunkt.intake;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** Does something once a request is done with: at once, or when the thread that answers it later has answered. */
final class WhenAnswered implements AsyncListener {

    private final Runnable work;

    private WhenAnswered(Runnable work) {
        this.work = work;
    }

    static void run(ServletRequest request, Runnable work) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new WhenAnswered(work));
        } else {
            work.run();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        work.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // completion follows
    }

    @Override
    public void onError(AsyncEvent event) {
        // completion follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
