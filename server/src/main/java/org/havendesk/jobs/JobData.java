package org.havendesk.jobs;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Due work names an account and a thing, never a person: nothing here is personal. */
@Component
class JobData implements PersonalData {
    @Override
    public String category() {
        return "data.jobs";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("scheduled_tasks")
                        .plain(
                                "task_name",
                                "task_instance",
                                "task_data",
                                "execution_time",
                                "picked",
                                "picked_by",
                                "last_success",
                                "last_failure",
                                "consecutive_failures",
                                "last_heartbeat",
                                "version",
                                "priority"),
                Store.of("dead_job").plain("tenant_id", "id", "task", "instance", "at", "error"));
    }

    @Override
    public int erase(DataSubject subject) {
        return 0;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return Stream.empty();
    }
}
