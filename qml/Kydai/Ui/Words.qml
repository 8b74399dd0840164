// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick

// Small helpers for lines made of parts.
QtObject {
    // "a · b · c", leaving out what is empty.
    function joined(parts: var): string {
        return Words.joinedBy(parts, " · ")
    }

    function joinedBy(parts: var, separator: string): string {
        let out = ""
        for (let i = 0; i < parts.length; ++i) {
            if (parts[i] !== "" && parts[i] !== undefined)
                out += (out === "" ? "" : separator) + parts[i]
        }
        return out
    }

    // "2.000" or "2,000" by the language of the interface, not of the machine.
    function count(n: int): string {
        let digits = String(n)
        for (let at = digits.length - 3; at > 0; at -= 3)
            digits = digits.slice(0, at) + Words.separator() + digits.slice(at)
        return digits
    }

    function separator(): string {
        return qsTr(",", "separator of thousands")
    }

    // The entry of a list of maps with this code, or null.
    function byCode(list: var, code: string): var {
        for (let i = 0; i < list.length; ++i) {
            if (list[i].code === code)
                return list[i]
        }
        return null
    }
}
