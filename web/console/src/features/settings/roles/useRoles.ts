import { api, type CustomRole } from "@havendesk/shared/api";
import { template } from "@havendesk/shared/i18n";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";

/** The roles that the account made for itself, for those who may see them. */
export const useRoles = (enabled = true) =>
  useQuery({
    queryKey: keys.roles,
    queryFn: ({ signal }) => api.all<CustomRole>("/rest/roles", signal),
    enabled,
  });

/** What a permission lets somebody do, in words. */
export const permissionText = (permission: string): string =>
  template(`security.may.${permission}`) ?? permission;
