<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>EvidencePanel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapFan</name>
    <message numerus="yes">
        <source>%n reports on one spot</source>
        <translation>
            <numerusform>%n report on this spot</numerusform>
            <numerusform>%n reports on one spot</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPlaces</name>
    <message numerus="yes">
        <source>%n reports on one spot</source>
        <translation>
            <numerusform>%n report on this spot</numerusform>
            <numerusform>%n reports on one spot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports here</source>
        <translation>
            <numerusform>%n report here</numerusform>
            <numerusform>%n reports here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NearbyCard</name>
    <message numerus="yes">
        <source>%n within 250 m</source>
        <translation>
            <numerusform>%n within 250 m</numerusform>
            <numerusform>%n within 250 m</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message numerus="yes">
        <source>%n action(s) not sent yet</source>
        <translation>
            <numerusform>%n action not sent yet</numerusform>
            <numerusform>%n actions not sent yet</numerusform>
        </translation>
    </message>
</context>
</TS>
