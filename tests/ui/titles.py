"""The pages of the app by the name in their address, with the heading each of them has."""

TITLES = {
    "start": "What would you like to see?",
    "overview": "What the programmes cover",
    "programme": "One programme",
    "gaps": "Gaps against the programme's own ambition",
    "compare": "Side by side",
    "agreement": "How far raters agree",
    "framework": "The framework, element by element",
    "upload": "Upload a workbook",
    "data": "What is stored",
    "accessibility": "How accessible this app is",
}
