import type { Card } from "@zhongshu/brain/contract";
import { price } from "@zhongshu/browser";
import type { Instant } from "@zhongshu/kernel";
import { backdrop, FACE, HEIGHT, loaded, WIDTH, wrapped } from "./canvas.ts";
import { paid } from "./product-line.tsx";

type Product = Card["product"];

/** Everything that one picture says, as text: what is drawn is decided here, how it is drawn below. */
export type Poster = {
  readonly picture: string | null;
  readonly tint: number;
  readonly title: string;
  readonly priceName: string;
  readonly price: string | null;
  readonly was: string | null;
  readonly terms: string;
  readonly link: string;
  readonly scan: string;
};

type Words = {
  readonly link: string;
  readonly label: (
    key:
      | `product.${"afterCoupon" | "member" | "list" | "unpriced"}`
      | "pictures.scan"
      | "pictures.price",
  ) => string;
  readonly validUntil: (at: Instant) => string;
};

export const MOST = 9;

/** One picture for each of the product's own, nine at most; three plain ones where it has none. */
export function posters(product: Product, { link, label, validUntil }: Words): readonly Poster[] {
  const { key, now, was } = paid(product);
  const ends = product.afterCoupon?.validUntil ?? product.closesAt;
  const common = {
    title: product.title,
    priceName: now === null ? "" : label(`product.${key}`),
    price: now === null ? null : price(now),
    was: now !== null && was !== null && was.minor > now.minor ? price(was) : null,
    terms:
      ends === null ? label("pictures.price") : `${label("pictures.price")} · ${validUntil(ends)}`,
    link,
    scan: label("pictures.scan"),
  };
  const own = product.pictures
    .slice(0, MOST)
    .map((picture, tint) => ({ ...common, picture, tint }));
  return own.length > 0 ? own : [0, 1, 2].map((tint) => ({ ...common, picture: null, tint }));
}

const PICTURE = 720;

function drawWords(on: CanvasRenderingContext2D, poster: Poster): void {
  on.fillStyle = "#1f2421";
  on.font = `600 40px ${FACE}`;
  for (const [i, line] of wrapped(on, poster.title, 2, 480).entries()) {
    on.fillText(line, 44, PICTURE + 70 + i * 54);
  }
  if (poster.price !== null) {
    on.fillStyle = "#c8400d";
    on.font = `500 26px ${FACE}`;
    on.fillText(poster.priceName, 44, 918);
    const x = 44 + on.measureText(poster.priceName).width + 14;
    on.font = `700 58px ${FACE}`;
    on.fillText(poster.price, x, 920);
    if (poster.was !== null)
      drawStruck(on, poster.was, x + on.measureText(poster.price).width + 18);
  }
  on.fillStyle = "#6b736e";
  on.font = `400 22px ${FACE}`;
  on.fillText(poster.terms, 44, 964);
}

function drawStruck(on: CanvasRenderingContext2D, was: string, x: number): void {
  on.fillStyle = "#8a918d";
  on.font = `400 28px ${FACE}`;
  on.fillText(was, x, 918);
  on.fillRect(x, 908, on.measureText(was).width, 2);
}

async function drawLink(on: CanvasRenderingContext2D, poster: Poster): Promise<void> {
  const { toDataURL } = await import("qrcode");
  const code = await loaded(
    await toDataURL(poster.link, { margin: 0, width: 150, errorCorrectionLevel: "M" }),
  );
  on.drawImage(code, WIDTH - 194, 760, 150, 150);
  on.fillStyle = "#6b736e";
  on.font = `400 20px ${FACE}`;
  on.textAlign = "center";
  on.fillText(poster.scan, WIDTH - 119, 944);
  on.textAlign = "left";
}

/** A JPEG as a data address: the form that WeChat's web view saves when it is pressed and held. */
export async function draw(poster: Poster): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const on = canvas.getContext("2d");
  if (on === null) throw new Error("This browser cannot draw");
  await document.fonts.load(
    `600 40px ${FACE}`,
    `${poster.title}${poster.priceName}${poster.scan}${poster.terms}`,
  );
  on.fillStyle = "#ffffff";
  on.fillRect(0, 0, WIDTH, HEIGHT);
  await backdrop(on, poster, PICTURE);
  drawWords(on, poster);
  await drawLink(on, poster);
  return canvas.toDataURL("image/jpeg", 0.9);
}
