import { useMutation } from "@tanstack/react-query";
import { Answer } from "@zhongshu/brain/contract";
import { send } from "@zhongshu/browser";
import { type FormEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Figure, Rows } from "../run/rows.tsx";
import { FieldRefusal } from "../session/refused.tsx";
import { Tile } from "../today/tile.tsx";
import { useLanguage } from "../words/i18n.ts";

type Answered = { readonly shop: string; readonly answer: Answer };

function Figures({ shop, answer }: Answered): ReactElement | null {
  const language = useLanguage();
  const [opened, setOpened] = useState<Figure | null>(null);
  if (answer.figures.length === 0) return null;
  return (
    <>
      <ul className="asked-figures figures">
        {answer.figures.map(({ title, value, opens }) => (
          <li key={title.en}>
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => setOpened({ title: title[language], value, opens })}
            >
              <small>{title[language]}</small>
              <strong>{value}</strong>
            </button>
          </li>
        ))}
      </ul>
      <Rows shop={shop} figure={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function Reports({ shop, answer }: Answered): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {answer.reports.map((report) => (
        <Link
          key={report.execution}
          to={`/${shop}/runs/${report.execution}`}
          className="panel run-line"
        >
          <strong>{report.headline[language]}</strong>
          <span className="faint">
            {report.here.known ? report.here.words[language] : report.here.why[language]}
          </span>
          <span className="quiet-link">{t("ask.report")}</span>
        </Link>
      ))}
    </>
  );
}

function Persons({ shop, answer }: Answered): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {answer.people.map(({ profile, name, note }) => (
        <Link key={profile} to={`/${shop}/people/${profile}`} className="panel run-line">
          <strong>{name ?? t("people.unnamed")}</strong>
          <span className="faint">{note[language]}</span>
        </Link>
      ))}
    </>
  );
}

/** A question in one's own words; the answer is made of rows, or says what can be asked. */
export function Ask({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState("");
  const ask = useMutation({
    mutationFn: (question: string) =>
      send(Answer, "POST", `/shops/${shop}/ask`, { text: question }),
  });
  const put = (question: string) => {
    setText(question);
    if (question.trim() !== "") ask.mutate(question.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    put(text);
  };
  const suggestions = ask.data?.suggestions ?? [];
  return (
    <section className="ask" aria-label={t("ask.title")}>
      <form onSubmit={submit}>
        <input
          value={text}
          maxLength={200}
          enterKeyHint="send"
          aria-label={t("ask.title")}
          placeholder={t("ask.hint")}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" disabled={ask.isPending || text.trim() === ""}>
          {t(ask.isPending ? "ask.busy" : "ask.send")}
        </button>
      </form>
      <FieldRefusal error={ask.error} />
      {ask.data ? (
        <div role="status" className="answer">
          <p>{ask.data.say[language]}</p>
          <Figures shop={shop} answer={ask.data} />
          <Persons shop={shop} answer={ask.data} />
          <Reports shop={shop} answer={ask.data} />
          {ask.data.cards.map((card) => (
            <Tile key={card.id} card={card} />
          ))}
        </div>
      ) : null}
      {suggestions.length === 0 ? null : (
        <div className="suggestions">
          {suggestions.map((each) => (
            <button key={each.en} type="button" onClick={() => put(each[language])}>
              {each[language]}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
