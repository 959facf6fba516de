// Writes a picture as a PNG of no more than 256 colours, each as near as can be: a card has few, and its letters' edges.
'use strict'

const MOST = 48
const NEAR = 4 // bits of each colour that are let go to find those used most

function crc (bytes) {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1))
  }
  return ~sum >>> 0
}

function number (value) {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
}

function chunk (name, bytes) {
  const named = [...new TextEncoder().encode(name), ...bytes]
  return [...number(bytes.length), ...named, ...number(crc(named))]
}

// The colours used most, of those that are near to each other one.
function palette (colours) {
  const groups = new Map()
  for (const [colour, uses] of colours) {
    const near = [16, 8, 0].map((shift) => ((colour >> shift) & 255) >> NEAR).join()
    const [best, most, all] = groups.get(near) || [colour, 0, 0]
    groups.set(near, uses > most ? [colour, uses, all + uses] : [best, most, all + uses])
  }
  return [...groups.values()].sort((a, b) => b[2] - a[2]).slice(0, MOST).map(([colour]) => colour)
}

function far (a, b) {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0)
}

function nearest (colour, chosen) {
  return chosen.reduce((best, each, at) => far(colour, each) < far(colour, chosen[best]) ? at : best, 0)
}

async function deflated (bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

// The bytes of a picture, given and returned as base64.
async function small (picture) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob())
  const { width, height } = image
  const canvas = new OffscreenCanvas(width, height).getContext('2d')
  canvas.drawImage(image, 0, 0)
  const { data } = canvas.getImageData(0, 0, width, height)
  const points = new Uint32Array(width * height)
  const colours = new Map()
  for (let at = 0; at < points.length; at++) {
    const colour = (data[4 * at] << 16) | (data[4 * at + 1] << 8) | data[4 * at + 2]
    points[at] = colour
    colours.set(colour, (colours.get(colour) || 0) + 1)
  }
  const chosen = palette(colours)
  const places = new Map([...colours.keys()].map((colour) => [colour, nearest(colour, chosen)]))
  const rows = new Uint8Array((width + 1) * height) // each begins with its filter, which is none
  for (let at = 0; at < points.length; at++) rows[Math.floor(at / width) + 1 + at] = places.get(points[at])
  const header = [...number(width), ...number(height), 8, 3, 0, 0, 0]
  const table = chosen.flatMap((colour) => number(colour).slice(1))
  const body = [['IHDR', header], ['PLTE', table], ['IDAT', await deflated(rows)], ['IEND', []]]
  const all = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, ...body.flatMap(([name, bytes]) => chunk(name, bytes))])
  return btoa(Array.from(all, (byte) => String.fromCharCode(byte)).join(''))
}
