package org.havendesk.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.havendesk.platform.Ids;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes work due. What is scheduled in a transaction is due when it commits, and survives whatever is killed after. */
@Component
public class Jobs implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final int THREADS = 12;
    private static final int ERROR_LENGTH = 500;

    private final Scheduler scheduler;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private volatile boolean running;

    Jobs(
            DataSource dataSource,
            JdbcClient db,
            PlatformTransactionManager transactions,
            Clock clock,
            ApplicationEventPublisher events,
            ObjectProvider<Job> jobs,
            ObjectProvider<Recurring> recurring) {
        this.db = db;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        List<Task<?>> tasks = new ArrayList<>();
        jobs.orderedStream().map(this::task).forEach(tasks::add);
        var repeated = recurring.orderedStream().map(Jobs::repeated).toList();
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), tasks)
                .startTasks(repeated)
                .threads(THREADS)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(Duration.ofSeconds(1))
                .pollUsingLockAndFetch(0.5, 2.0)
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .serializer(new Items())
                .clock(clock::instant)
                .build();
    }

    /**
     * Makes an item due at once, when the current transaction commits. Scheduling the same item of the same job again
     * changes nothing while it is waiting.
     */
    public void now(String job, TenantId tenant, String item) {
        at(job, tenant, item, clock.instant());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.triggerCheckForDueExecutions();
                }
            });
        } else {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    /** Makes an item due at a time, when the current transaction commits. */
    public void at(String job, TenantId tenant, String item, Instant due) {
        db.sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                VALUES (:job, :instance, NULL, :due, false, 1)
                    ON CONFLICT (task_name, task_instance) DO NOTHING
                """)
                .param("job", job)
                .param("instance", instance(tenant, item))
                .param("due", java.sql.Timestamp.from(due))
                .update();
    }

    /** The item is not due any more. One that is being worked on is not interrupted. */
    public void cancel(String job, TenantId tenant, String item) {
        db.sql("DELETE FROM scheduled_tasks WHERE task_name = :job AND task_instance = :instance AND NOT picked")
                .param("job", job)
                .param("instance", instance(tenant, item))
                .update();
    }

    private Task<Void> task(Job job) {
        return Tasks.oneTime(job.name())
                .onFailure((complete, operations) -> failed(job, complete, operations))
                .execute((instance, context) -> {
                    var tenant = tenant(instance.getId());
                    Tenants.run(tenant, () -> job.run(tenant, item(instance.getId())));
                });
    }

    private static RecurringTask<Void> repeated(Recurring work) {
        return Tasks.recurring(work.name(), FixedDelay.of(work.every())).execute((instance, context) -> work.run());
    }

    private void failed(Job job, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        var failures = execution.consecutiveFailures + 1;
        var error = complete.getCause()
                .map(cause -> cause.getClass().getSimpleName())
                .orElse("unknown");
        if (failures < job.attempts()) {
            log.info("{} failed {} times ({}), will be tried again", job.name(), failures, error);
            operations.reschedule(complete, clock.instant().plus(job.backOff(failures)));
            return;
        }
        var id = execution.taskInstance.getId();
        log.warn("{} was given up after {} attempts ({})", job.name(), failures, error);
        Tenants.run(
                tenant(id), () -> transaction.executeWithoutResult(state -> bury(job, tenant(id), item(id), error)));
        operations.remove();
    }

    private void bury(Job job, TenantId tenant, String item, String error) {
        db.sql("""
                INSERT INTO dead_job (tenant_id, id, task, instance, at, error)
                VALUES (:tenant, :id, :task, :instance, :at, :error)
                """)
                .param("tenant", tenant.value())
                .param("id", Ids.next())
                .param("task", job.name())
                .param("instance", item)
                .param("at", java.sql.Timestamp.from(clock.instant()))
                .param("error", error.substring(0, Math.min(error.length(), ERROR_LENGTH)))
                .update();
        events.publishEvent(SystemEvent.failed(tenant, "job.failed", Optional.empty(), job.name()));
    }

    private static String instance(TenantId tenant, String item) {
        return tenant + ":" + item;
    }

    private static TenantId tenant(String instance) {
        return TenantId.of(instance.substring(0, instance.indexOf(':')));
    }

    private static String item(String instance) {
        return instance.substring(instance.indexOf(':') + 1);
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Our rows carry no data: the instance's name says account and item. */
    private static final class Items implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return data == null ? new byte[0] : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
        public <T> T deserialize(Class<T> type, byte[] data) {
            return null;
        }
    }
}
