import { useQuery } from "@tanstack/react-query";
import type { Card } from "@zhongshu/brain/contract";
import { until, when } from "@zhongshu/browser";
import { Popup } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { useCard } from "../today/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import { draw, type Poster, posters } from "./poster.ts";

type Props = { readonly card: Card; readonly open: boolean; readonly onClose: () => void };

function Drawn({ poster, n }: { readonly poster: Poster; readonly n: number }): ReactElement {
  const { t } = useTranslation();
  const image = useQuery({
    queryKey: ["poster", poster],
    queryFn: () => draw(poster),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (image.error) return <span className="poster failed">{t("pictures.failed")}</span>;
  if (image.data === undefined)
    return <span className="poster bone" role="status" aria-label={t("pictures.making")} />;
  return (
    <img className="poster" src={image.data} alt={t("pictures.alt", { title: poster.title, n })} />
  );
}

/** The card is read again first, so that no picture carries an old price. */
function Grid({ card }: { readonly card: Card }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useCard(card.shop, card.id);
  if (now.error)
    return <Failure error={now.error} onRetry={() => void now.refetch()} busy={now.isFetching} />;
  if (now.data === undefined) return <p className="faint">{t("pictures.making")}</p>;
  const all = posters(now.data.product, {
    link: `${location.origin}/m/look?title=${encodeURIComponent(now.data.product.title)}`,
    label: (key) => t(key),
    validUntil: (at) => t("product.until", { at: until(at, language) }),
  });
  return (
    <>
      <p className="faint figures">
        {t("pictures.hint", { at: when(now.dataUpdatedAt, language) })}
      </p>
      <div className={all.length === 1 ? "posters one" : "posters"}>
        {all.map((poster, i) => (
          <Drawn key={`${poster.picture}${poster.tint}`} poster={poster} n={i + 1} />
        ))}
      </div>
    </>
  );
}

export function Pictures({ card, open, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Popup
      visible={open}
      onMaskClick={onClose}
      onClose={onClose}
      bodyClassName="sheet"
      destroyOnClose
    >
      <header className="between">
        <h2 className="sheet-title">{t("pictures.title")}</h2>
        <button type="button" className="close" aria-label={t("evidence.close")} onClick={onClose}>
          ×
        </button>
      </header>
      {open ? <Grid card={card} /> : null}
    </Popup>
  );
}
