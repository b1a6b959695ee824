package org.havendesk.tickets;

import java.util.Optional;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/departments}. How a department writes and is written to belongs to the e-mail room. */
@RestController
class DepartmentsController {
    private final Departments departments;
    private final DepartmentList list;

    DepartmentsController(Departments departments, DepartmentList list) {
        this.departments = departments;
        this.list = list;
    }

    record Named(@Nullable String name) {}

    @GetMapping("/rest/departments")
    Page<DepartmentList.Line> all(Agent agent) {
        return new Page<>(list.all(agent), null);
    }

    @PostMapping("/rest/departments")
    @ResponseStatus(HttpStatus.CREATED)
    DepartmentList.Line create(Agent agent, @RequestBody Named body) {
        return line(
                agent,
                departments
                        .create(agent, Optional.ofNullable(body.name()).orElse(""))
                        .id());
    }

    @PutMapping("/rest/departments/{id}")
    DepartmentList.Line rename(Agent agent, @PathVariable String id, @RequestBody Named body) {
        departments.rename(
                agent, DepartmentId.of(id), Optional.ofNullable(body.name()).orElse(""));
        return line(agent, DepartmentId.of(id));
    }

    @DeleteMapping("/rest/departments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Agent agent, @PathVariable String id) {
        departments.delete(agent, DepartmentId.of(id));
    }

    private DepartmentList.Line line(Agent agent, DepartmentId id) {
        return list.all(agent).stream()
                .filter(one -> one.id().equals(id.value()))
                .findFirst()
                .orElseThrow(() -> new NotFound("department"));
    }
}
