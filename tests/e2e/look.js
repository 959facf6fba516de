// What a person would find wrong with a card that is on the screen: words that are cut off, words that are hard to read.
'use strict'

const SEEN = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
const WORDS = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())

function named (element) {
  return `${element.tagName.toLowerCase()} “${(element.innerText || element.value || '').trim().slice(0, 40)}”`
}

// Whatever is wider than its box, or stands out of the card.
function cutOff (card) {
  const { left, right } = card.getBoundingClientRect()
  return [card, ...card.querySelectorAll('*')].filter(SEEN).filter((element) => {
    const box = element.getBoundingClientRect()
    const wide = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
    return box.width > 0 && (wide || box.left < left - 1 || box.right > right + 1)
  }).map(named)
}

function channels (colour) {
  const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number)
  return [red, green, blue, alpha]
}

function over (front, back) {
  const [, , , alpha] = front
  return [0, 1, 2].map((i) => front[i] * alpha + back[i] * (1 - alpha)).concat(1)
}

function ground (element) {
  const layers = []
  for (let at = element; at; at = at.parentElement) {
    const colour = channels(getComputedStyle(at).backgroundColor)
    if (colour[3] > 0) layers.unshift(colour)
  }
  return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1])
}

function luminance (colour) {
  const [red, green, blue] = colour.map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

// The ratio of WCAG 2.2, criterion 1.4.3.
function contrast (element) {
  const back = ground(element)
  const [dark, light] = [over(channels(getComputedStyle(element).color), back), back].map(luminance).sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function isLarge (element) {
  const { fontSize, fontWeight } = getComputedStyle(element)
  return parseFloat(fontSize) >= (Number(fontWeight) >= 600 ? 18.6 : 24)
}

// Words with less contrast than WCAG's level AA asks for.
function faint (card) {
  return [...card.querySelectorAll('*')].filter(SEEN).filter(WORDS)
    .filter((element) => contrast(element) < (isLarge(element) ? 3 : 4.5))
    .map((element) => `${named(element)} ${contrast(element).toFixed(1)}:1`)
}

// What a button, a field or a link is called by those who do not see it.
function called (element) {
  const labels = [...(element.labels || [])].map((label) => label.innerText)
  const by = (element.getAttribute('aria-labelledby') || '').split(/\s+/).map((id) => document.getElementById(id)?.innerText)
  const all = [element.getAttribute('aria-label'), ...labels, ...by, element.title, element.innerText]
  return all.find((name) => name && name.trim())?.trim() || ''
}

// Whatever can be pressed or filled, in the order of the card.
function usable (card) {
  return [...card.querySelectorAll('button, input, select, textarea, a[href], [role=button]')].filter(SEEN)
}

// Buttons, fields and links without a name.
function nameless (card) {
  return usable(card).filter((element) => !called(element)).map(named)
}

// Notes in `left` whatever can be pressed or filled and has not been come to since, and how many of these there are.
function leave (card) {
  const all = usable(card)
  Object.assign(window, { left: new Set(all), usable: all.length })
  window.watched?.abort()
  window.watched = new AbortController()
  document.addEventListener('focusin', ({ target }) => window.left.delete(target), { signal: window.watched.signal })
  document.activeElement?.blur()
}
