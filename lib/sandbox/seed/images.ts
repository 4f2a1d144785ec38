import { encode } from "fast-png"

/** A photo-like PNG of a page: pale paper with dark bars where lines of text would be. */
export function pagePng(shade: number): Uint8Array {
  return picture(360, 240, (x, y) => {
    const inLine = y > 30 && y < 210 && y % 18 < 5
    const length = 110 + ((Math.floor(y / 18) * 53 + shade * 17) % 190)
    return inLine && x > 28 && x < 28 + length ? 60 : 244 - (shade % 12)
  })
}

/** A PNG of a signature: one wavy stroke. */
export function signaturePng(shade: number): Uint8Array {
  return picture(280, 90, (x, y) => {
    const stroke = 45 + Math.sin((x + shade * 7) / 11) * 22 * Math.cos(x / 61)
    return x > 20 && x < 250 && Math.abs(y - stroke) < 2.2 ? 20 : 255
  })
}

function picture(width: number, height: number, grey: (x: number, y: number) => number) {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data[y * width + x] = grey(x, y)
  }
  return encode({ width, height, data, channels: 1, depth: 8 })
}
