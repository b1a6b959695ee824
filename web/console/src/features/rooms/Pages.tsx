import { api, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Button } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

/** A list that comes in pages. What was shown stays until another choice of it has come. */
export function usePages<T>(
  queryKey: readonly unknown[],
  path: string,
  query: Record<string, string> = {},
  staleTime?: number,
) {
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime,
  });
  return { ...pages, items: pages.data?.pages.flatMap(page => page.items) };
}

/** Brings in the next page, where there is one. */
export function ShowMore({ pages }: { pages: Omit<ReturnType<typeof usePages>, "items"> }) {
  if (!pages.hasNextPage) return null;
  return (
    <div>
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t("common.showMore")}
      </Button>
    </div>
  );
}
