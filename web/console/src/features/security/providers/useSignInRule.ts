import { api, type SignInRule } from "@havendesk/shared/api";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";

/** Whether all but owners come in by a provider only. */
export const useSignInRule = () =>
  useQuery({
    queryKey: keys.signInRule,
    queryFn: ({ signal }) => api.get<SignInRule>("/rest/security/sign-in", {}, signal),
  });
