import { useMutation } from "@tanstack/react-query";
import { when } from "@zhongshu/browser";
import type { Execution, Post } from "@zhongshu/reach/contract";
import { Button, Toast } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { toClipboard } from "../card/clipboard.ts";
import { FieldRefusal } from "../session/refused.tsx";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { copyPost, postSent, usePosts } from "./asks.ts";

type Props = { readonly shop: string; readonly run: Execution; readonly onPost: () => void };
type OneProps = Omit<Props, "run"> & {
  readonly execution: string;
  readonly post: Post;
  readonly running: boolean;
};

/** Held out and stopped groups say why; the others are copied into by hand, and ticked off. */
const open = ({ state }: Post): boolean => state === "waiting" || state === "copied";

function One({ shop, execution, post, running, onPost }: OneProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const copy = useMutation({
    mutationFn: async () => {
      const made = await copyPost(shop, execution, post.community);
      if (await toClipboard(made.text)) Toast.show({ content: t("card.copied"), icon: "success" });
      onPost();
      return made;
    },
  });
  const sent = useMutation({
    mutationFn: () => postSent(shop, execution, post.community),
    onSuccess: onPost,
  });
  return (
    <li>
      <div className="between">
        <strong>{post.name}</strong>
        {running && open(post) ? (
          <span>
            <Button
              size="small"
              shape="rounded"
              loading={copy.isPending}
              disabled={post.reason !== null}
              onClick={() => copy.mutate()}
            >
              {t("card.copy")}
            </Button>{" "}
            <Button
              size="small"
              shape="rounded"
              color="primary"
              fill="outline"
              disabled={post.state === "waiting"}
              loading={sent.isPending}
              onClick={() => sent.mutate()}
            >
              {t("run.posted")}
            </Button>
          </span>
        ) : (
          <span className="faint figures">
            {[
              post.sentAt === null ? t(`run.post.${post.state}`) : when(post.sentAt, language),
              ...(post.link === null ? [] : [t("run.clicks", { n: post.clicks })]),
            ].join(" · ")}
          </span>
        )}
      </div>
      {post.link === null || copy.data ? null : (
        <p className="faint selectable link">{post.link}</p>
      )}
      {post.reason === null ? null : <p className="faint">{post.reason[language]}</p>}
      {copy.data ? <p className="selectable bubble">{copy.data.text}</p> : null}
      {copy.data?.warning ? <p className="note">{copy.data.warning[language]}</p> : null}
      <FieldRefusal error={copy.error ?? sent.error} />
    </li>
  );
}

/** One post a group, each with its own link; whoever posts it ticks it off. */
export function Posts({ shop, run, onPost }: Props): ReactElement {
  const { t } = useTranslation();
  const posts = usePosts(shop, run.id, run.state);
  const next = () => {
    void posts.refetch();
    onPost();
  };
  return (
    <section className="panel">
      <h2>
        {t("run.groupsTitle")} <small>{t("run.groupsHint")}</small>
      </h2>
      {posts.error ? <Failure error={posts.error} onRetry={() => void posts.refetch()} /> : null}
      {posts.isPending ? <Waiting blocks={1} /> : null}
      <ul className="people">
        {(posts.data?.posts ?? []).map((post) => (
          <One
            key={`${post.community} ${post.day}`}
            shop={shop}
            execution={run.id}
            post={post}
            running={run.state === "running"}
            onPost={next}
          />
        ))}
      </ul>
    </section>
  );
}
