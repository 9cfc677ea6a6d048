"""The words of the figures, by figure and language. Edit nb and nn together."""

from __future__ import annotations

from typing import Any

TEXTS: dict[str, dict[str, dict[str, Any]]] = {
    "to-spor": {
        "nb": {
            "after": "Etter hverandre",
            "boxes": ("Behandling", "Rehabilitering", "Jobb"),
            "together": "Samtidig",
            "health": "Helsehjelp",
            "work": "Jobb",
            "time": "tid",
        },
        "nn": {
            "after": "Etter kvarandre",
            "boxes": ("Behandling", "Rehabilitering", "Jobb"),
            "together": "Samtidig",
            "health": "Helsehjelp",
            "work": "Jobb",
            "time": "tid",
        },
    },
    "sykefravaerslop": {
        "nb": {
            "start": "Dag 1: sykmeldt",
            "weeks": "uker",
            "band": "Helsehjelp og samtale om jobb hele veien",
            "stops": (
                ("Innen 4 uker", "Oppfølgingsplan. Arbeidsgiver og den sykmeldte lager den sammen."),
                ("Innen 7 uker", "Dialogmøte 1. Arbeidsgiver kaller inn."),
                (
                    "Innen 8 uker",
                    "Aktivitetskravet. Personen prøver arbeidsrelatert aktivitet når det er mulig. "
                    "Nav vurderer.",
                ),
                ("Innen 26 uker", "Dialogmøte 2. Nav kaller inn."),
                ("52 uker", "Sykepengene tar slutt. Nav vurderer veien videre på nytt."),
            ),
            "beyond": "Arbeidsavklaringspenger kan være aktuelt. Personen må søke selv.",
        },
        "nn": {
            "start": "Dag 1: sjukmeld",
            "weeks": "veker",
            "band": "Helsehjelp og samtale om jobb heile vegen",
            "stops": (
                ("Innan 4 veker", "Oppfølgingsplan. Arbeidsgivar og den sjukmelde lagar han saman."),
                ("Innan 7 veker", "Dialogmøte 1. Arbeidsgivar kallar inn."),
                (
                    "Innan 8 veker",
                    "Aktivitetskravet. Personen prøver arbeidsrelatert aktivitet når det er mogleg. "
                    "Nav vurderer.",
                ),
                ("Innan 26 veker", "Dialogmøte 2. Nav kallar inn."),
                ("52 veker", "Sjukepengane tek slutt. Nav vurderer vegen vidare på nytt."),
            ),
            "beyond": "Arbeidsavklaringspengar kan vere aktuelt. Personen må søkje sjølv.",
        },
    },
    "hvem-bestemmer": {
        "nb": {
            "goal": "Personens mål",
            "decides": "Bestemmer:",
            "adds": "Bidrar med:",
            "consent": "samtykke",
            "chairs": (
                (
                    "Personen",
                    "egne mål og hva som skal deles om helse",
                    "å fortelle om funksjon og samarbeide om løsninger",
                ),
                (
                    "Den som sykmelder",
                    "om og hvor mye personen sykmeldes",
                    "medisinsk vurdering og råd om hensyn på jobb",
                ),
                ("Nav", "retten til ytelser og unntak fra aktivitetskravet", "tiltak og dialogmøte 2"),
                (
                    "Arbeidsgiver",
                    "hvordan arbeidet legges til rette innenfor lovens plikter",
                    "oppfølgingsplan og dialogmøte 1",
                ),
                (
                    "Du som behandler eller veileder",
                    "faglig innhold i egen hjelp",
                    "å gjøre arbeidsdagen synlig, trene funksjon og bygge bro",
                ),
            ),
        },
        "nn": {
            "goal": "Måla til personen",
            "decides": "Bestemmer:",
            "adds": "Bidreg med:",
            "consent": "samtykke",
            "chairs": (
                (
                    "Personen",
                    "eigne mål og kva som skal delast om helse",
                    "å fortelje om funksjon og samarbeide om løysingar",
                ),
                (
                    "Den som sjukmelder",
                    "om og kor mykje personen blir sjukmeld",
                    "medisinsk vurdering og råd om omsyn på jobb",
                ),
                ("Nav", "retten til ytingar og unntak frå aktivitetskravet", "tiltak og dialogmøte 2"),
                (
                    "Arbeidsgivar",
                    "korleis arbeidet blir lagt til rette innanfor pliktene i lova",
                    "oppfølgingsplan og dialogmøte 1",
                ),
                (
                    "Du som behandlar eller rettleiar",
                    "fagleg innhald i eiga hjelp",
                    "å gjere arbeidsdagen synleg, trene funksjon og byggje bru",
                ),
            ),
        },
    },
    "samarbeidstrapp": {
        "nb": {
            "steps": (
                "Vi ringer",
                "Vi deler et kurs eller en fagperson",
                "Vi har en avtale",
                "Vi eier noe sammen",
            ),
        },
        "nn": {
            "steps": (
                "Vi ringjer",
                "Vi deler eit kurs eller ein fagperson",
                "Vi har ein avtale",
                "Vi eig noko saman",
            ),
        },
    },
    "atte-okter": {
        "nb": {
            "parts": ("Trygghet", "Jobben", "Min plan"),
            "sessions": (
                "Trygg start",
                "Dagene mine",
                "Hva jobben betyr",
                "Tungt og lett",
                "Håp og uro",
                "Laget rundt meg (Nav på besøk)",
                "Å si det til arbeidsplassen (likeperson på besøk)",
                "Neste lille skritt",
            ),
            "later": "Møte etter seks uker",
        },
        "nn": {
            "parts": ("Tryggleik", "Jobben", "Planen min"),
            "sessions": (
                "Trygg start",
                "Dagane mine",
                "Kva jobben betyr",
                "Tungt og lett",
                "Håp og uro",
                "Laget rundt meg (Nav på besøk)",
                "Å seie det til arbeidsplassen (likeperson på besøk)",
                "Neste vesle steg",
            ),
            "later": "Møte etter seks veker",
        },
    },
    "aarshjul": {
        "nb": {
            "centre": "Den som trenger hjelp med helse og jobb",
            "again": "Samme kartlegging, ett år senere",
            "parts": (
                (
                    "Se",
                    ("Januar", "hent fem tall og se på status for tiltakene"),
                    ("Februar", "be alle svare hver for seg"),
                    ("Mars", "hold vurderingsmøtet, der en brukerrepresentant er med"),
                ),
                (
                    "Velg",
                    ("April", "velg inntil fem tiltak"),
                    (
                        "Mai",
                        "halvårsmøte mellom lederen i helse og lederen i Nav, og rådet for personer med "
                        "funksjonsnedsettelse uttaler seg",
                    ),
                    ("Juni", "saksframlegg og innspill til økonomiplanen"),
                ),
                (
                    "Gjør",
                    ("Juli", "ferie, ingen frister"),
                    ("August", "eierne starter de små tiltakene"),
                    (
                        "September",
                        "øvelse eller kurs for fagfolkene, og oppdater kontaktlista mellom Nav og helse",
                    ),
                ),
                (
                    "Fortell",
                    ("Oktober", "melding tilbake til utvalget"),
                    ("November", "halvårsmøte nummer to, og svar til dem som medvirket"),
                    (
                        "Desember",
                        "budsjettet blir vedtatt, og årets gjennomgang i internkontrollen avsluttes",
                    ),
                ),
            ),
        },
        "nn": {
            "centre": "Den som treng hjelp med helse og jobb",
            "again": "Same kartlegging, eitt år seinare",
            "parts": (
                (
                    "Sjå",
                    ("Januar", "hent fem tal og sjå på status for tiltaka"),
                    ("Februar", "be alle svare kvar for seg"),
                    ("Mars", "hald vurderingsmøtet, der ein brukarrepresentant er med"),
                ),
                (
                    "Vel",
                    ("April", "vel inntil fem tiltak"),
                    (
                        "Mai",
                        "halvårsmøte mellom leiaren i helse og leiaren i Nav, og rådet for personar med "
                        "funksjonsnedsetjing uttaler seg",
                    ),
                    ("Juni", "saksframlegg og innspel til økonomiplanen"),
                ),
                (
                    "Gjer",
                    ("Juli", "ferie, ingen fristar"),
                    ("August", "eigarane startar dei små tiltaka"),
                    (
                        "September",
                        "øving eller kurs for fagfolka, og oppdater kontaktlista mellom Nav og helse",
                    ),
                ),
                (
                    "Fortel",
                    ("Oktober", "melding tilbake til utvalet"),
                    ("November", "halvårsmøte nummer to, og svar til dei som var med"),
                    (
                        "Desember",
                        "budsjettet blir vedteke, og den årlege gjennomgangen i internkontrollen blir "
                        "avslutta",
                    ),
                ),
            ),
        },
    },
    "henvisningskart": {
        "nb": {
            "person": "Personen",
            "municipality": "Kommunen",
            "nav": "Nav",
            "doctor": ("Fastlegen", "vurderer og henviser"),
            "unit": ("Regional", "vurderingsenhet", "vurderer retten og prioriterer"),
            "clinic": "HelseIArbeid",
            "offer": (
                "Tilbud i spesialist-",
                "helsetjenesten",
                "ved sykehus eller privat institusjon med avtale",
            ),
            "refusal": (
                "Avslag",
                "svar til personen og fastlegen, mulighet for å klage, nytt blikk på kommunens tilbud",
            ),
            "cannot": "Nav kan ikke henvise",
            "notes": (
                "Fysioterapeut, ergoterapeut, frisklivssentral og Rask psykisk helsehjelp: flere tilbud uten "
                "henvisning.",
                "Funksjon og hva som er prøvd, med samtykke.",
                "Forteller om veien, begynner på egen del.",
                "Om jobb og tiltak, med samtykke.",
                "HelseIArbeid-poliklinikk: henvisning der tilbudet finnes.",
            ),
            "key": (
                "Kontakt eller henvisning",
                "Opplysninger, med samtykke når de gjelder en bestemt person",
            ),
        },
        "nn": {
            "person": "Personen",
            "municipality": "Kommunen",
            "nav": "Nav",
            "doctor": ("Fastlegen", "vurderer og tilviser"),
            "unit": ("Regional", "vurderingseining", "vurderer retten og prioriterer"),
            "clinic": "HelseIArbeid",
            "offer": (
                "Tilbod i spesialist-",
                "helsetenesta",
                "ved sjukehus eller privat institusjon med avtale",
            ),
            "refusal": (
                "Avslag",
                "svar til personen og fastlegen, høve til å klage, nytt blikk på tilbodet i kommunen",
            ),
            "cannot": "Nav kan ikkje tilvise",
            "notes": (
                "Fysioterapeut, ergoterapeut, frisklivssentral og Rask psykisk helsehjelp: fleire tilbod utan "
                "tilvising.",
                "Funksjon og kva som er prøvd, med samtykke.",
                "Fortel om vegen, byrjar på eigen del.",
                "Om jobb og tiltak, med samtykke.",
                "HelseIArbeid-poliklinikk: tilvising der tilbodet finst.",
            ),
            "key": (
                "Kontakt eller tilvising",
                "Opplysningar, med samtykke når dei gjeld ein bestemt person",
            ),
        },
    },
}
