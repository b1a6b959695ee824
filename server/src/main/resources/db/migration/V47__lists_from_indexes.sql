-- Lists of somebody and of nobody are limited to departments, and lists of departments to what nobody has: all that is asked
-- for stands in the index.
DROP INDEX ticket_by_assignee;
DROP INDEX ticket_by_department;
CREATE INDEX ticket_by_assignee ON ticket (tenant_id, assignee_id, status, updated_at DESC, id DESC) INCLUDE (department_id);
CREATE INDEX ticket_by_department ON ticket (tenant_id, department_id, status, updated_at DESC, id DESC) INCLUDE (assignee_id);
