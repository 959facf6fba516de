// Loaded into the Playground before its own code (node --require). The Playground asks nobody who they are and listens
// on every interface: this keeps it on this machine. It also ends when the demo that started it is gone.
'use strict'

const { Server } = require('node:net')

const listen = Server.prototype.listen
const isPort = (value) => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))

Server.prototype.listen = function (...given) {
  const [where, host] = given
  if (isPort(where)) {
    given.splice(1, typeof host === 'string' ? 1 : 0, '127.0.0.1')
  } else if (where && typeof where === 'object' && isPort(where.port)) {
    given[0] = { ...where, host: '127.0.0.1' }
  }
  return listen.apply(this, given)
}

const demo = Number(process.env.PLEDGEKEEPER_DEMO)

function leaveWithTheDemo () {
  try {
    process.kill(demo, 0) // asks whether it lives
  } catch {
    process.exit(0)
  }
}

if (demo) setInterval(leaveWithTheDemo, 1000).unref()
