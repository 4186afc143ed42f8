export const WIDTH = 750;
export const HEIGHT = 1_000;
export const FACE =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans SC Variable", sans-serif';

const TINTS = [
  { from: "#e9f3ee", to: "#c9e3d7", ink: "#14624d" },
  { from: "#fdf1e6", to: "#f6d9be", ink: "#8f4a17" },
  { from: "#edf0fa", to: "#d0d9f2", ink: "#33478c" },
] as const;

/** `crossOrigin` because a canvas that drew a foreign picture without leave may not be read. */
export function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((done, fail) => {
    const image = new Image();
    image.crossOrigin = "anonymous";
    image.onload = () => done(image);
    image.onerror = () => fail(new Error(`No picture at ${address}`));
    image.src = address;
  });
}

/** `text` in at most `most` lines of `width`; what does not fit ends in "…". */
export function wrapped(
  on: Pick<CanvasRenderingContext2D, "measureText">,
  text: string,
  most: number,
  width: number,
): readonly string[] {
  const fits = (line: string) => on.measureText(line).width <= width;
  const lines: string[] = [""];
  // A number or a foreign word stays whole; Chinese may break anywhere.
  for (const letter of text.match(/[!-~]+|./gu) ?? []) {
    const last = lines.length - 1;
    const line = lines[last] ?? "";
    if (fits(line + letter)) lines[last] = line + letter;
    else if (lines.length < most) lines.push(letter.trimStart());
    else {
      lines[last] = `${line.trimEnd()}…`;
      break;
    }
  }
  return lines;
}

type Backdrop = { readonly picture: string | null; readonly tint: number; readonly title: string };

/** The product's picture cut to a square, or, without one, its name on a quiet colour. */
export async function backdrop(
  on: CanvasRenderingContext2D,
  { picture, tint, title }: Backdrop,
  height: number,
): Promise<void> {
  const image = picture === null ? null : await loaded(picture).catch(() => null);
  if (image !== null) return cover(on, image, height);
  const colours = TINTS[tint % TINTS.length] ?? TINTS[0];
  const wash = on.createLinearGradient(0, 0, WIDTH, height);
  wash.addColorStop(0, colours.from);
  wash.addColorStop(1, colours.to);
  on.fillStyle = wash;
  on.fillRect(0, 0, WIDTH, height);
  on.fillStyle = colours.ink;
  on.font = `600 64px ${FACE}`;
  on.textAlign = "center";
  const lines = wrapped(on, title, 3, WIDTH - 160);
  const top = height / 2 - (lines.length - 1) * 44 + 22;
  for (const [i, line] of lines.entries()) on.fillText(line, WIDTH / 2, top + i * 88);
  on.textAlign = "left";
}

function cover(on: CanvasRenderingContext2D, image: HTMLImageElement, height: number): void {
  const scale = Math.max(WIDTH / image.width, height / image.height);
  const [w, h] = [WIDTH / scale, height / scale];
  on.drawImage(image, (image.width - w) / 2, (image.height - h) / 2, w, h, 0, 0, WIDTH, height);
}
