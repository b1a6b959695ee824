import { api, type Page, type ViewCount } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../app/queries";

export const useViews = () =>
  useQuery({
    queryKey: keys.views,
    queryFn: ({ signal }) => api.get<Page<ViewCount>>("/rest/views", {}, signal),
  });

const named = [
  "mine",
  "unassigned",
  "all",
  "new",
  "open",
  "answered",
  "postponed",
  "resolved",
  "closed",
  "spam",
  "deleted",
] as const;
type Named = (typeof named)[number];

const isNamed = (key: string): key is Named => named.includes(key as Named);

export const nameOfView = (key: string, views: ViewCount[] = []): string =>
  isNamed(key) ? t(`view.${key}`) : (views.find(view => view.key === key)?.name ?? t("view.department"));
