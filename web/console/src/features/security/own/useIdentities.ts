import { api, type Identity, type Page } from "@havendesk/shared/api";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";

/** The account's sign-in services, and since when each lets one in. */
export const useIdentities = () =>
  useQuery({
    queryKey: keys.identities,
    queryFn: ({ signal }) => api.get<Page<Identity>>("/rest/profile/identities", {}, signal),
    select: ({ items }) => items,
  });

/** Where one signs in by it, and then arrives. */
export const startOf = ({ start }: Pick<Identity, "start">, next: string) =>
  `${start}?next=${encodeURIComponent(next)}`;
