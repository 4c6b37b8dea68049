/** Runs in the page's process, sandboxed and apart from the page: gives it `window.chainrule` and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridgeOver } from './bridge'

contextBridge.exposeInMainWorld(
  'chainrule',
  bridgeOver(ipcRenderer, file => webUtils.getPathForFile(file)),
)
