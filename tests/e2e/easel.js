// Draws a card with Microsoft's own renderer (the global AdaptiveCards), in the colours of a theme.
'use strict'

const pressed = [] // the buttons that the card has handed on, in order
const SHOWN_AS_IT_IS = /\\([\\`*_[\]<>#|~.+)-])/g

// As much of Markdown as the cards use.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text
    .replace(SHOWN_AS_IT_IS, (_, mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/\[([^\]]+)\]\((https:[^)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/\*(.+?)\*/g, '<i>$1</i>')
  result.didProcess = true
}

function container (theme, background) {
  const both = (colour) => ({ default: colour, subtle: colour })
  return {
    backgroundColor: background,
    foregroundColors: {
      default: { default: theme.text, subtle: theme.subtle },
      accent: both(theme.accent),
      attention: both(theme.attention),
      good: both(theme.good),
      warning: both(theme.warning)
    }
  }
}

function host (theme) {
  const styles = { default: theme.card, emphasis: theme.page, ...theme.containers }
  return new AdaptiveCards.HostConfig({
    fontFamily: '"Segoe UI", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme.line },
    containerStyles: Object.fromEntries(Object.entries(styles).map(([name, colour]) => [name, container(theme, colour)])),
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    supportsInteractivity: true
  })
}

function draw (json, theme, width) {
  for (const [name, value] of Object.entries(theme)) document.body.style.setProperty(`--${name}`, value)
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = host(theme)
  card.parse(json)
  const frame = document.getElementById('card')
  pressed.length = 0
  card.onExecuteAction = (action) => pressed.push(action.title)
  frame.style.width = `${width}px`
  frame.replaceChildren(card.render())
}
