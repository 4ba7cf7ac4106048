import { saveFile } from '../files/save-file-dom.ts';
import { chartSvg, type Picture } from './chart-svg.ts';

/** Gives a chart as a PNG, twice as fine as a screen needs. Rejects where the browser does not draw it. */
export async function savePicture(picture: Picture, name: string): Promise<void> {
  const { svg, width, height } = chartSvg(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  canvas.getContext('2d')!.drawImage(image, 0, 0, width * 2, height * 2);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('The picture was not drawn');
  await saveFile(blob, `${name}.png`);
}
